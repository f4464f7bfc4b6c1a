import type { IncomingMessage } from 'node:http';
import { WireFault } from './wire-fault.ts';

/** Largest JSON body. Pictures have a limit of their own. */
const BODY_LIMIT_BYTES = 1_048_576;
/** How much of a refused body is swallowed, so that a caller who reads only after sending gets its answer. */
const PATIENCE_BYTES = 16_777_216;

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of the body; throws 47001 when it is too large or not UTF-8. */
export async function readText(req: IncomingMessage): Promise<string> {
  const bytes = await readBytes(req);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WireFault(47001);
  }
}

// A body that ends too early closes without an end. Listeners instead of `for await`: leaving that loop early would cut the line before the refusal is sent.
function readBytes(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    req.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > BODY_LIMIT_BYTES) {
        chunks.length = 0;
        reject(new WireFault(47001));
        if (length > PATIENCE_BYTES) req.destroy();
        return;
      }
      chunks.push(chunk);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', () => reject(new WireFault(47001)));
    req.once('close', () => reject(new WireFault(47001)));
  });
}

/** A `\uXXXX` that is not itself behind a backslash. */
const ESCAPE = /(?<!\\)(?:\\\\)*\\u([0-9a-fA-F]{4})/g;

/**
 * Reads a JSON object out of a body, whatever its content type was.
 * Throws 44002 (empty), 47001 (broken, not an object, holds a NUL) or 47002 (non-ASCII text escaped as `\uXXXX`).
 */
export function parseJson(text: string): JsonObject {
  if (text.trim() === '') throw new WireFault(44002);
  const value = parsed(text);
  if (!isObject(value)) throw new WireFault(47001);
  for (const [, hex = ''] of text.matchAll(ESCAPE)) {
    const unit = Number.parseInt(hex, 16);
    if (unit === 0) throw new WireFault(47001); // PostgreSQL keeps no NUL in text.
    if (unit > 0x7f) throw new WireFault(47002);
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireFault(47001);
  }
}

/** Parameters of a body that may be a form or JSON: `/cgi-bin/token` is called in every way. */
export function parseParameters(text: string): URLSearchParams {
  if (!text.trimStart().startsWith('{')) return new URLSearchParams(text);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(parseJson(text))) {
    if (typeof value === 'string') parameters.append(name, value);
  }
  return parameters;
}
