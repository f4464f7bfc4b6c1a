import { InvalidInputError } from '../../domain/kit/errors.ts';
import { isStorableText } from '../../domain/kit/text.ts';
import { isStorableTime } from '../../domain/kit/time.ts';

/** Type of a sort column: what a cursor must carry to be compared in the database. */
export type SortKind = 'time' | 'text' | 'bigint' | 'int';
/** Null where the row has no value in the column. */
export type SortValue = Date | string | bigint | number | null;

/** A place in a list: the sort key of a row and its id (never an offset). */
export type Cursor = { value: SortValue; id: string };

/** Opaque to callers; bound to the order that it was made in. */
export function encodeCursor(sort: string, { value, id }: Cursor): string {
  const text = value instanceof Date ? value.toISOString() : (value?.toString() ?? null);
  return Buffer.from(JSON.stringify([sort, text, id])).toString('base64url');
}

/** @throws InvalidInputError naming `argument` when the cursor is broken or of another order. */
export function decodeCursor(
  encoded: string,
  of: { sort: string; kind: SortKind; hasNulls?: boolean | undefined; argument: 'after' | 'before' },
): Cursor {
  const [sort, text, id, ...rest] = partsOf(encoded);
  const value = sort === of.sort ? valueOf(text, of) : undefined;
  if (value === undefined || typeof id !== 'string' || !isStorableText(id) || rest.length > 0) {
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

function valueOf(text: unknown, { kind, hasNulls }: { kind: SortKind; hasNulls?: boolean | undefined }) {
  if (typeof text === 'string') return readAs(kind, text);
  return text === null && hasNulls ? null : undefined;
}

function readAs(kind: SortKind, text: string): SortValue | undefined {
  if (kind === 'text') return isStorableText(text) ? text : undefined;
  if (kind === 'bigint') return /^-?\d{1,18}$/.test(text) ? BigInt(text) : undefined;
  if (kind === 'int') return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
  const time = new Date(text);
  return isStorableTime(time) ? time : undefined;
}
