import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import busboy from 'busboy';
import { mediaTypeOf } from './body.ts';
import { badRequest, DoorRefusal } from './door-refusal.ts';
import { headerOf } from './exchange.ts';

/** A file that is read as it comes. `fileName`: null where nobody told. */
export type UploadStream = { fileName: string | null; bytes: AsyncIterable<Uint8Array> };

/** How long the rest of a refused body is swallowed, so that a caller who reads only after sending gets its answer. */
const DRAIN_MS = 5_000;

const tooLarge = (limitBytes: number): DoorRefusal =>
  new DoorRefusal(413, 'BAD_REQUEST', `The file is larger than ${limitBytes} bytes`);

/**
 * The file of a request: its whole body, or the first file part of a multipart one. What is read holds no more memory
 * than a piece of it. Reading throws {@link DoorRefusal}: 413 at the first byte over the limit, 400 when it is cut off.
 */
export async function openUpload(req: IncomingMessage, limitBytes: number): Promise<UploadStream> {
  const encoding = headerOf(req, 'content-encoding');
  if (encoding !== null && encoding !== 'identity') throw new DoorRefusal(415, 'BAD_REQUEST', 'Send it uncompressed');
  if (mediaTypeOf(req) !== 'multipart/form-data') {
    if (Number(headerOf(req, 'content-length') ?? 0) > limitBytes) throw tooLarge(limitBytes);
    return { fileName: null, bytes: bounded(req, limitBytes) };
  }
  const { fileName, part } = await firstPart(req);
  return { fileName, bytes: bounded(part, limitBytes) };
}

async function* bounded(source: Readable, limitBytes: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  try {
    for await (const piece of source.iterator({ destroyOnReturn: false })) {
      const bytes = bytesOf(piece);
      total += bytes.length;
      if (total > limitBytes) throw tooLarge(limitBytes);
      yield bytes;
    }
  } catch (error) {
    throw error instanceof DoorRefusal ? error : badRequest('The body ended too early');
  }
}

// Requests and parts of them are streams of bytes; their type does not say so.
const bytesOf = (piece: unknown): Uint8Array => piece as Uint8Array;

function firstPart(req: IncomingMessage): Promise<{ fileName: string | null; part: Readable }> {
  return new Promise((resolve, reject) => {
    const parser = parserOf(req);
    parser.on('file', (_name, part, { filename }) => {
      // A part that is cut off fails as a stream of its own; unheard, that would end the process.
      part.on('error', () => undefined);
      resolve({ fileName: filename || null, part });
    });
    pipeline(req, parser, (error) =>
      reject(badRequest(error ? 'The multipart body is broken or cut off' : 'The multipart body has no file part')),
    );
  });
}

function parserOf(req: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: req.headers, limits: { files: 1, fields: 16, parts: 20 }, defParamCharset: 'utf8' });
  } catch {
    throw badRequest('The multipart body names no boundary');
  }
}

/** Lets the rest of a refused body pass, for a while. */
export function drain(req: IncomingMessage): Promise<void> {
  if (req.complete || req.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, DRAIN_MS);
    const done = (): void => {
      clearTimeout(patience);
      resolve();
    };
    req.unpipe();
    req.once('end', done).once('close', done).resume();
  });
}
