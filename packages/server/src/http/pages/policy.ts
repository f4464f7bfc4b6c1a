export type PagePolicy = {
  /** Whose images the page may show beside ours: hosts, origins, schemes. */
  images?: readonly string[];
  /** Where its scripts may call beside our own origin. */
  calls?: readonly string[];
  /** The one thing that may say which worker is run (Trusted Types); nothing may when absent. */
  workerMaker?: string;
};

/**
 * The policy of a page that runs our scripts: nothing inline, nothing from elsewhere, and no script that turns text
 * into markup.
 */
export const scriptPagePolicy = ({ images = [], calls = [], workerMaker }: PagePolicy): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${["'self'", ...calls].join(' ')}`,
    `img-src ${["'self'", 'data:', ...images].join(' ')}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${workerMaker ?? "'none'"}`,
  ].join('; ');
