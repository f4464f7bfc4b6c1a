/** What the build knows of its own files. */
export type Shell = {
  /** Of all contents: another build has another one. */
  version: string;
  /** The page, first, and every file that it may ask for. */
  files: readonly string[];
};

/** How a request is answered. `network`: as if there were no worker. */
export type Way = 'page' | 'file' | 'network';

type Asked = { method: string; mode: string; url: string };

const PREFIX = 'kaquan-console-';

export const cacheNameOf = ({ version }: Shell): string => `${PREFIX}${version}`;

/** Caches of builds before this one; those of other programs on this address are not ours. */
export const staleCaches = (names: readonly string[], shell: Shell): string[] =>
  names.filter((name) => name.startsWith(PREFIX) && name !== cacheNameOf(shell));

/** Only built files are kept: never what the server says of cards or people. */
export function wayOf({ method, mode, url }: Asked, origin: string, { files }: Shell): Way {
  const asked = new URL(url);
  if (method !== 'GET' || asked.origin !== origin) return 'network';
  if (files.slice(1).includes(asked.pathname)) return 'file';
  return mode === 'navigate' && asked.pathname.startsWith('/console/') ? 'page' : 'network';
}
