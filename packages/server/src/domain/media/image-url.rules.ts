const URL_LIMIT_BYTES = 512;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
const OWN_PATH = /^\/media\/([0-9a-f]{64})$/;

/** Where an uploaded image is served. */
export const imageUrl = (publicUrl: string, hash: string): string => `${publicUrl}/media/${hash}`;

/** What an image address points at. */
export type ImagePlace =
  | { kind: 'own'; hash: string }
  | { kind: 'foreign'; host: string }
  | { kind: 'none'; fault: string };

/** Reads an address as it was written: nothing in it is trimmed, escaped or corrected. */
export function placeOf(url: string, publicUrl: string): ImagePlace {
  if (!VISIBLE_ASCII.test(url))
    return { kind: 'none', fault: 'An image address holds no spaces and no characters beyond ASCII' };
  if (url.length > URL_LIMIT_BYTES)
    return { kind: 'none', fault: `An image address has at most ${URL_LIMIT_BYTES} bytes` };
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    return { kind: 'none', fault: 'An image address begins with http:// or https://' };
  if (parsed.username !== '' || parsed.password !== '')
    return { kind: 'none', fault: 'An image address holds no user name' };
  const hash = url.startsWith(`${publicUrl}/`) ? OWN_PATH.exec(url.slice(publicUrl.length))?.[1] : undefined;
  return hash === undefined ? { kind: 'foreign', host: parsed.host } : { kind: 'own', hash };
}
