const DIGITS = 12;
/** Codes begin with 1–9, so a till that reads them as numbers loses nothing. */
const LEAST = 10n ** BigInt(DIGITS - 1);
const SPAN = 9n * LEAST;

/** A system code (K1): 12 digits, unguessable. 8 random bytes over 9 × 10^11 values: the bias is below 1 in 10^7. */
export function systemCodeFrom(bytes: Buffer): string {
  return (LEAST + (bytes.readBigUInt64BE(0) % SPAN)).toString();
}

/** A number as somebody typed or scanned it: full-width digits and spaces mean nothing. */
export const normaliseCodeValue = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '');

/** The longest code that any mode allows (3b). */
export const MAX_CODE_LENGTH = 20;
