import stringWidth from 'string-width';

/** Display width by rule C2: a wide (CJK) character is 1, two half-width characters are 1. */
export const displayWidth = (text: string): number => stringWidth(text) / 2;

export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

// Zero-width characters have no width; without a byte limit they would let a field grow without end.
const BYTES_PER_WIDE = 4;

export const fitsWidth = (text: string, limit: number): boolean =>
  displayWidth(text) <= limit && byteLength(text) <= limit * BYTES_PER_WIDE;
