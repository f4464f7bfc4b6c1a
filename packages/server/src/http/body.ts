import type { IncomingMessage } from 'node:http';
import { badRequest, DoorRefusal } from './door-refusal.ts';
import { headerOf } from './exchange.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

const tooLarge = (limit: number): DoorRefusal =>
  new DoorRefusal(413, 'BAD_REQUEST', `The body is larger than ${limit} bytes`, { headers: { Connection: 'close' } });

/**
 * The whole body, up to `limit` bytes; reading stops at the first byte too many.
 * @throws {DoorRefusal} 413 when it is larger, 415 when it is compressed, 400 when the caller hung up
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(headerOf(req, 'content-length') ?? 0) > limit) throw tooLarge(limit);
  const encoding = headerOf(req, 'content-encoding');
  if (encoding !== null && encoding !== 'identity')
    throw new DoorRefusal(415, 'BAD_REQUEST', 'Send the body uncompressed');
  return collect(req, limit);
}

function collect(req: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    // A whole body is followed by `close` too.
    const cut = () => req.complete || reject(badRequest('The body ended too early'));
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      req.pause();
      reject(tooLarge(limit));
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', cut);
    req.on('close', cut);
  });
}

/** Media type without its parameters, in lower case. */
export const mediaTypeOf = (req: IncomingMessage): string =>
  (headerOf(req, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The body as JSON.
 * @throws {DoorRefusal} 415 for another content type, 413, 400 for broken JSON or text that is not UTF-8
 */
export async function readJson(req: IncomingMessage, limit: number): Promise<unknown> {
  if (mediaTypeOf(req) !== 'application/json')
    throw new DoorRefusal(415, 'BAD_REQUEST', 'Send JSON with Content-Type: application/json');
  const bytes = await readBody(req, limit);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw badRequest('The body is not JSON in UTF-8');
  }
}

/**
 * The fields of a form.
 * @throws {DoorRefusal} 415 for another content type, 413
 */
export async function readForm(req: IncomingMessage, limit: number): Promise<URLSearchParams> {
  if (mediaTypeOf(req) !== 'application/x-www-form-urlencoded')
    throw new DoorRefusal(415, 'BAD_REQUEST', 'Send a form: application/x-www-form-urlencoded');
  return new URLSearchParams((await readBody(req, limit)).toString('utf8'));
}
