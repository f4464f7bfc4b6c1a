import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export type Chromium = { path: string; args: readonly string[] };

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser must not call home: what it looks up by itself is noise in a test, and refused on closed networks. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether it starts at all: a binary without its libraries lies there and does not. */
const starts = (path: string): boolean =>
  existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;

/**
 * A Chromium that runs here, in this order: KAQUAN_CHROMIUM, the build inside an npm package, an installed one. The
 * packed one is a headless shell: a page of it comes in a fifth of the time, and everybody tests in the same version.
 * @throws Error with what to do when there is none
 */
export async function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): Promise<Chromium> {
  const named = env['KAQUAN_CHROMIUM'];
  if (named !== undefined && named !== '') return { path: named, args: QUIET };
  const packed = await packedChromium();
  if (starts(packed.path)) return packed;
  const installed = INSTALLED.find(starts);
  if (installed !== undefined) return { path: installed, args: QUIET };
  throw new Error(
    'No Chromium starts here. Install one (Debian: apt-get install chromium), or name it in KAQUAN_CHROMIUM.',
  );
}

/** The build inside `@sparticuz/chromium`. Its own arguments switch web security off, so they are not taken. */
export async function packedChromium(): Promise<Chromium> {
  // Only for this runtime does the package unpack the shared libraries that a bare machine lacks.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return { path: await packed.executablePath(), args: [...QUIET, '--no-zygote', '--use-angle=swiftshader'] };
}
