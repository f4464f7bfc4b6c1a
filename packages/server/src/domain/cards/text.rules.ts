import { type Field, InvalidInputError } from '../kit/errors.ts';
import { byteLength, fitsWidth, isPlainText } from '../kit/text.ts';

/** A limit of display width (C2) or of bytes (seed 004, 3 bytes a CJK character). */
export type TextLimit = { width: number } | { bytes: number };
export type Lines = 'one-line' | 'many-lines';
/** `lines`: whether it may have several; one unless it says so. */
export type LimitedText = { field: Field; text: string | null | undefined; limit: TextLimit; lines?: Lines };

/** Refuses a text that is longer than its limit (45021), or that holds what cannot be kept or seen. */
export function assertText({ field, text, limit, lines = 'one-line' }: LimitedText): void {
  if (text === null || text === undefined) return;
  if (!isPlainText(text, lines)) throw new InvalidInputError(field, unseen(lines));
  if ('width' in limit ? !fitsWidth(text, limit.width) : byteLength(text) > limit.bytes)
    throw new InvalidInputError(field, tooLong(limit), 'TOO_LONG');
}

const unseen = (lines: Lines): string =>
  `Holds a character that can not be seen${lines === 'one-line' ? ', or more than one line' : ''}`;

const tooLong = (limit: TextLimit): string =>
  'width' in limit
    ? `At most ${limit.width} wide or ${limit.width * 2} narrow characters`
    : `At most ${limit.bytes} bytes`;
