import { type Field, InvalidInputError } from './errors.ts';
import { byteLength, isStorableText } from './text.ts';

const MOST_BYTES = 128;

/** The channel as it is kept (3b: at most 128 bytes); null when none was given. */
export function parseChannel(outerStr: string | null | undefined, field: Field = ['outerStr']): string | null {
  if (!outerStr) return null;
  if (!isStorableText(outerStr)) throw new InvalidInputError(field, 'Holds a character that is no text');
  if (byteLength(outerStr) > MOST_BYTES) throw new InvalidInputError(field, `At most ${MOST_BYTES} bytes`, 'TOO_LONG');
  return outerStr;
}
