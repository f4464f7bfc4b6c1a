import type { Shell } from './shell.ts';

declare global {
  /** What the build writes in its place. */
  const __SHELL__: Shell;
}
