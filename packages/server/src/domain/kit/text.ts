import stringWidth from 'string-width';

// Spaces, controls, zero-width characters and fillers, and the Braille pattern without a dot.
const NOTHING_SEEN = /^[\s\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** True for what counts as not given: nothing, or a text of which nothing is seen. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && NOTHING_SEEN.test(value));

/** A text as it counts; null for what counts as not given. */
export const givenText = (text: string | null | undefined): string | null => (isBlank(text) ? null : (text ?? null));

/** Display width by rule C2: a wide (CJK) character is 1, two half-width characters are 1. */
export const displayWidth = (text: string): number => stringWidth(text) / 2;

export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

// Zero-width characters have no width; without a byte limit they would let a field grow without end.
const BYTES_PER_WIDE = 4;

export const fitsWidth = (text: string, limit: number): boolean =>
  displayWidth(text) <= limit && byteLength(text) <= limit * BYTES_PER_WIDE;

// PostgreSQL cannot store NUL, half a surrogate pair is no character, other controls only hide text, and those of
// writing direction (U+202A…, U+2066…) show it in another order than it has. U+2028 and U+2029 break lines.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u;
const LINE_BREAK = /[\n\r\t]/g;

/** True when every character can be stored and shown. Line breaks and tabs count only where `lines` allows them. */
export const isPlainText = (text: string, lines: 'one-line' | 'many-lines'): boolean =>
  !UNPRINTABLE.test(lines === 'many-lines' ? text.replace(LINE_BREAK, '') : text);

/** False for what PostgreSQL can't keep as text: NUL and lone surrogates. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
