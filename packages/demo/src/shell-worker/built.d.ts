/** What the build writes in its place. */
declare const __SHELL__: import('./shell.ts').Shell;
