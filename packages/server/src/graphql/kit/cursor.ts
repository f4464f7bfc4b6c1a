import { InvalidInputError } from '../../domain/kit/errors.ts';
import { isStorableText } from '../../domain/kit/text.ts';
import { isStorableTime } from '../../domain/kit/time.ts';

/** Type of a sort column: what a cursor must carry to be compared in the database. */
export type SortKind = 'time' | 'text' | 'bigint' | 'int';
export type SortValue = Date | string | bigint | number;

/** A place in a list: the sort key of a row and its id (never an offset). */
export type Cursor = { value: SortValue; id: string };

/** Opaque to callers; bound to the order that it was made in. */
export function encodeCursor(sort: string, { value, id }: Cursor): string {
  const text = value instanceof Date ? value.toISOString() : value.toString();
  return Buffer.from(JSON.stringify([sort, text, id])).toString('base64url');
}

/** @throws InvalidInputError naming `argument` when the cursor is broken or of another order. */
export function decodeCursor(
  encoded: string,
  of: { sort: string; kind: SortKind; argument: 'after' | 'before' },
): Cursor {
  const [sort, text, id, ...rest] = partsOf(encoded);
  const value = sort === of.sort && typeof text === 'string' ? valueOf(text, of.kind) : null;
  if (value === null || typeof id !== 'string' || !isStorableText(id) || rest.length > 0) {
    throw new InvalidInputError([of.argument], 'This cursor does not belong to this list and order');
  }
  return { value, id };
}

function partsOf(encoded: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return []; // A forged cursor is an answer, not a fault.
  }
}

function valueOf(text: string, kind: SortKind): SortValue | null {
  if (kind === 'text') return isStorableText(text) ? text : null;
  if (kind === 'bigint') return /^-?\d{1,18}$/.test(text) ? BigInt(text) : null;
  if (kind === 'int') return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
  const time = new Date(text);
  return isStorableTime(time) ? time : null;
}
