import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** One file of a build, ready to be sent. */
export type BuiltFile = {
  type: string;
  bytes: Buffer;
  /** Of the content; each encoding adds its name to it. */
  hash: string;
  /** Smaller forms, where they pay. */
  encoded: Partial<Record<Encoding, Buffer>>;
};

const TYPES: Readonly<Record<string, string>> = {
  // LICENSES
  '': 'text/plain; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const TEXT = /^(text\/|application\/json|image\/svg)/;

/** Below it a packet is sent anyway. */
const LEAST_COMPRESSED_BYTES = 1_024;
/** Above it the best brotli takes seconds; the one below it is hardly larger. */
const MOST_PATIENT_BYTES = 262_144;

const typeOf = (path: string): string => TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';

async function brotliOf(bytes: Buffer): Promise<Buffer> {
  const quality = bytes.length > MOST_PATIENT_BYTES ? 9 : constants.BROTLI_MAX_QUALITY;
  return promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** Compresses a file once, for all who ask for it. */
export async function prepareFile(path: string, bytes: Buffer): Promise<BuiltFile> {
  const type = typeOf(path);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  if (!TEXT.test(type) || bytes.length < LEAST_COMPRESSED_BYTES) return { type, bytes, hash, encoded: {} };
  const [br, zipped] = await Promise.all([brotliOf(bytes), promisify(gzip)(bytes, { level: 9 })]);
  const pays = (form: Buffer): boolean => form.length < bytes.length;
  return { type, bytes, hash, encoded: { ...(pays(br) ? { br } : {}), ...(pays(zipped) ? { gzip: zipped } : {}) } };
}
