import { isBlank } from '../kit/text.ts';

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

/** The same as a system code, whose digits people group by dashes. */
export const withoutDashes = (number: string): string => number.replace(/\p{Pd}/gu, '');

/** The longest code that any mode allows (3b), in characters. */
export const MAX_CODE_LENGTH = 20;

export const isTooLong = (number: string): boolean => Array.from(number).length > MAX_CODE_LENGTH;

/** Characters that are seen, each for itself; no space, because who types a code may group it by spaces. */
const SEEN = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What is wrong with a value that a merchant gives. */
export type CodeValueFault = 'EMPTY' | 'TOO_LONG' | 'INVALID_CHARACTER';

/** A merchant's own code as it is kept (K1): full-width forms are folded, spaces around it mean nothing. */
export const ownCodeOf = (given: string): string => given.normalize('NFKC').trim();

/** What is wrong with the value of {@link ownCodeOf}; null: nothing. */
export function ownCodeFault(value: string): CodeValueFault | null {
  if (isBlank(value)) return 'EMPTY';
  if (!SEEN.test(value) || UNSEEN.test(value)) return 'INVALID_CHARACTER';
  return isTooLong(value) ? 'TOO_LONG' : null;
}
