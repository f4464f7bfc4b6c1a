import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { type Field, InvalidInputError } from '../domain/kit/errors.ts';

/** Names under which clients send the file part. */
const FILE_FIELDS = ['media', 'buffer', 'file'] as const;
type FileField = (typeof FILE_FIELDS)[number];
const isFileField = (name: string): name is FileField => FILE_FIELDS.some((field) => field === name);

/** Room for the parts and headers around the file. */
const ENVELOPE_BYTES = 65_536;
/** How much of a refused body is swallowed so that the caller gets to read the answer. */
const DRAIN_BYTES = 8_388_608;
const DRAIN_MS = 3_000;

export type Upload = {
  bytes: Buffer;
  /** Name of the file part; null for a raw body. */
  fieldName: FileField | null;
};

const MEDIA_FIELD: Field = ['media'];

/** The file is larger than the door takes (HTTP 413). */
export class UploadTooLargeError extends InvalidInputError {
  readonly limitBytes: number;
  constructor(limitBytes: number) {
    super(MEDIA_FIELD, `The file is larger than ${limitBytes} bytes`, 'IMAGE');
    this.limitBytes = limitBytes;
  }
}

const refusal = (message: string): InvalidInputError => new InvalidInputError(MEDIA_FIELD, message, 'IMAGE');

/**
 * Reads one uploaded file: the whole body, or the part `media`, `buffer` or `file` of a multipart body, whose boundary
 * may be missing in the header (contract §1.9). Never holds more than the limit plus an envelope.
 * @throws UploadTooLargeError, or InvalidInputError (40009) for a body without such a file or one that was cut off.
 */
export async function readUpload(req: IncomingMessage, { limitBytes }: { limitBytes: number }): Promise<Upload> {
  const contentType = req.headers['content-type'] ?? '';
  const isMultipart = /^multipart\/form-data/i.test(contentType);
  const body = await readBounded(req, isMultipart ? limitBytes + ENVELOPE_BYTES : limitBytes);
  if (!body) throw new UploadTooLargeError(limitBytes);
  if (!isMultipart) return { bytes: body, fieldName: null };
  const upload = await fileOf(body, boundaryOf(contentType, body));
  if (upload.bytes.length > limitBytes) throw new UploadTooLargeError(limitBytes);
  return upload;
}

/**
 * The body, or null when it is larger than the bound. The rest of a larger one is swallowed for a while: most callers
 * read the answer only after they have sent everything. One that sends without end is left behind.
 */
function readBounded(req: IncomingMessage, boundBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let total = 0;
  let patience: NodeJS.Timeout | undefined;
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      req.pause();
      resolve(null);
    };
    const take = (chunk: Buffer): void => {
      total += chunk.length;
      if (total <= boundBytes) return void chunks.push(chunk);
      chunks.length = 0;
      patience ??= setTimeout(giveUp, DRAIN_MS);
      if (total > boundBytes + DRAIN_BYTES) giveUp();
    };
    const cut = (): void => reject(refusal('The body was cut off'));
    req.on('data', take);
    req.once('end', () => resolve(total > boundBytes ? null : Buffer.concat(chunks, total)));
    req.once('error', cut);
    req.once('close', () => {
      clearTimeout(patience);
      cut();
    });
  });
}

function boundaryOf(contentType: string, body: Buffer): string {
  const named = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const fromHeader = named?.[1] ?? named?.[2];
  if (fromHeader !== undefined) return fromHeader;
  const firstLine = /^\r?\n?--([\x21-\x7e]{1,70})\r?\n/.exec(body.subarray(0, 256).toString('latin1'));
  if (firstLine?.[1] === undefined) throw refusal('The multipart body names no boundary');
  return firstLine[1];
}

function fileOf(body: Buffer, boundary: string): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const parser = busboy({
      headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` },
      limits: { files: 4, fields: 16, parts: 20, fieldSize: 4_096 },
    });
    let found: { fieldName: FileField; chunks: Buffer[] } | null = null;
    parser.on('file', (name, stream) => {
      // A file that is cut off fails as a stream of its own; unheard, that would end the process.
      stream.on('error', fail);
      if (found || !isFileField(name)) {
        stream.resume();
        return;
      }
      const chunks: Buffer[] = [];
      found = { fieldName: name, chunks };
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    });
    const fail = (): void => reject(refusal('The multipart body is broken or cut off'));
    parser.on('error', fail);
    parser.on('close', () => {
      if (found) resolve({ bytes: Buffer.concat(found.chunks), fieldName: found.fieldName });
      else reject(refusal(`The multipart body has no file part named ${FILE_FIELDS.join(', ')}`));
    });
    parser.end(body);
  });
}
