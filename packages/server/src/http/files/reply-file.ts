import type { OutgoingHttpHeaders } from 'node:http';
import { methodNotAllowed } from '../door-refusal.ts';
import { holds } from '../etag.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import { reply, replyNothing } from '../reply.ts';
import type { BuiltFile, Encoding } from './built-file.ts';

/** For addresses that name their content. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
/** Kept, but asked about each time. */
export const ASK_FIRST = 'no-cache';

export function assertRead({ req }: Exchange): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
}

/** The best form that the caller takes: brotli, gzip, or the file as it is. */
function encodingFor(exchange: Exchange, { encoded }: BuiltFile): Encoding | null {
  const accepted = (headerOf(exchange.req, 'accept-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((entry) => entry.split(';').map((part) => part.trim()))
    .filter(([, quality]) => quality === undefined || Number(quality.replace(/^q=/, '')) > 0)
    .map(([name]) => name);
  const forms: readonly Encoding[] = ['br', 'gzip'];
  return forms.find((form) => encoded[form] !== undefined && accepted.includes(form)) ?? null;
}

/** Sends a file of a build, or 304 to who holds it. The decoded path of an address is in {@link pathBelow}. */
export function replyFile(exchange: Exchange, file: BuiltFile, headers: OutgoingHttpHeaders): void {
  assertRead(exchange);
  const encoding = encodingFor(exchange, file);
  const etag = `"${file.hash}${encoding === null ? '' : `-${encoding}`}"`;
  const shared = { ...headers, ETag: etag, Vary: 'Accept-Encoding' };
  if (holds(exchange, etag)) return replyNothing(exchange, 304, shared);
  const bytes = encoding === null ? file.bytes : (file.encoded[encoding] ?? file.bytes);
  reply(exchange, 200, bytes, {
    ...shared,
    'Content-Type': file.type,
    ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
  });
}

/** What stands behind `base/` in an address, decoded; null when it is no text. */
export function pathBelow({ url }: Exchange, base: string): string | null {
  try {
    return decodeURIComponent(url.pathname.slice(base.length + 1));
  } catch {
    return null; // Broken percent signs name no file.
  }
}
