import type { Actor } from '../domain/kit/actor.ts';
import { assertMay } from '../domain/kit/access.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { DomainError } from '../domain/kit/errors.ts';
import { IMAGE_LIMIT_BYTES, readMedia, uploadImage } from '../domain/media/index.ts';
import { readUpload, UploadTooLargeError } from '../doors/read-upload.ts';
import { methodNotAllowed, statusOfCode } from './door-refusal.ts';
import { holds } from './etag.ts';
import type { Exchange } from './exchange.ts';
import { reply, replyJson, replyNothing } from './reply.ts';
import { at, below, type Route } from './routes.ts';

export type MediaRoutesOptions = {
  root: Omit<DomainContext, 'actor'>;
  /** The gate that every door shares: who calls, or a refusal. */
  identifyRequest: (exchange: Exchange) => Promise<{ actor: Actor }>;
};

/** Files travel outside GraphQL: `POST /media` takes one image, `GET /media/<hash>` serves it. */
export function createMediaRoutes(options: MediaRoutesOptions): Route[] {
  return [
    at('/media', (exchange) => takeImage(exchange, options)),
    below('/media', (exchange) => serveImage(exchange, options.root)),
  ];
}

/** One image, raw or as multipart part `media`, `buffer` or `file`, at most 1 MB. Answers 201 `{ id, url }`. Needs the scope media:write. */
async function takeImage(exchange: Exchange, { root, identifyRequest }: MediaRoutesOptions): Promise<void> {
  const { req } = exchange;
  if (req.method !== 'POST') throw methodNotAllowed('POST');
  const { actor } = await identifyRequest(exchange);
  const ctx = { ...root, actor };
  // Before the body is read: a stranger's megabytes are not worth a look.
  assertMay(ctx, 'media:write');
  try {
    const { bytes } = await readUpload(req, { limitBytes: IMAGE_LIMIT_BYTES });
    const { id, url } = await uploadImage(ctx, { bytes });
    replyJson(exchange, 201, { id, url });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    replyUploadRefusal(exchange, error);
  }
}

/** Uploads are refused with the number of the Weixin door too: their callers are often ported from there. */
function replyUploadRefusal(exchange: Exchange, refusal: DomainError): void {
  const { code, message, field, weixinCode } = refusal;
  const status = refusal instanceof UploadTooLargeError ? 413 : statusOfCode(code);
  const headers = exchange.req.complete ? {} : { Connection: 'close' };
  const extensions = { code, field, weixinCode, requestId: exchange.requestId };
  replyJson(exchange, status, { errors: [{ code, message, field, weixinCode, extensions }] }, headers);
}

const MEDIA_PATH = /^\/media\/([0-9a-f]{64})$/;
// The address names the content, so what it shows can never change.
const FOR_EVER = 'public, max-age=31536000, immutable';

async function serveImage(exchange: Exchange, root: MediaRoutesOptions['root']): Promise<void> {
  const { req, url } = exchange;
  if (req.method !== 'GET' && req.method !== 'HEAD') throw methodNotAllowed('GET');
  const image = await readMedia(root, MEDIA_PATH.exec(url.pathname)?.[1] ?? '');
  const etag = `"${image.hash}"`;
  const headers = { ETag: etag, 'Cache-Control': FOR_EVER, 'Cross-Origin-Resource-Policy': 'cross-origin' };
  if (holds(exchange, etag)) replyNothing(exchange, 304, headers);
  else reply(exchange, 200, Buffer.from(image.bytes), { ...headers, 'Content-Type': image.contentType });
}
