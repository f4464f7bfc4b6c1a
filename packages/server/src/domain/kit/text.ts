import stringWidth from 'string-width';

/** True for what counts as not given: nothing, or a text of nothing but spaces. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Display width by rule C2: a wide (CJK) character is 1, two half-width characters are 1. */
export const displayWidth = (text: string): number => stringWidth(text) / 2;

export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Line breaks, NUL, half a surrogate pair and their like: PostgreSQL keeps no such text, and a name is one line. */
export const hasControlCharacter = (text: string): boolean => /[\p{Cc}\p{Cs}]/u.test(text);

// Zero-width characters have no width; without a byte limit they would let a field grow without end.
const BYTES_PER_WIDE = 4;

export const fitsWidth = (text: string, limit: number): boolean =>
  displayWidth(text) <= limit && byteLength(text) <= limit * BYTES_PER_WIDE;

// PostgreSQL cannot store NUL, half a surrogate pair is no character, and other control characters only hide text.
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const LINE_BREAK = /[\n\r\t]/g;

/** True when every character can be stored and shown. Line breaks and tabs count only where `lines` allows them. */
export const isPlainText = (text: string, lines: 'one-line' | 'many-lines'): boolean =>
  !UNPRINTABLE.test(lines === 'many-lines' ? text.replace(LINE_BREAK, '') : text);

/** False for what PostgreSQL can't keep as text: NUL and lone surrogates. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
