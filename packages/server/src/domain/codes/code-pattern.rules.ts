import { InvalidInputError } from '../kit/errors.ts';
import { isTooLong, MAX_CODE_LENGTH, ownCodeFault, ownCodeOf } from './code-value.rules.ts';

/** Without what people take for something else: 0 O, 1 I L. */
export const EASY_CHARSET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** How generated codes look: the characters of which each place has one. */
export type CodePattern = readonly (readonly string[])[];

const MOST_CHARACTERS = 64;
/** A code must not be guessed: of so many values that fit the pattern one at most is a code. */
const VALUES_PER_CODE = 1_000_000n;

/**
 * Reads a pattern: `#` is a digit, `*` a character of the set, anything else stands for itself.
 * Throws {@link InvalidInputError}: no code, a set that is none, or a pattern with too few values for `count` codes.
 */
export function parsePattern(pattern: string, charset: string, count: number): CodePattern {
  const [shape, set] = [ownCodeOf(pattern), parseCharset(charset)];
  if (ownCodeFault(shape) || isTooLong(shape))
    throw new InvalidInputError(['pattern'], `1 to ${MAX_CODE_LENGTH} characters that are seen`);
  const places = Array.from(shape, (sign) => Array.from(sign === '#' ? DIGITS : sign === '*' ? set : sign));
  if (valuesOf(places) < BigInt(count) * VALUES_PER_CODE)
    throw new InvalidInputError(['pattern'], `So few values could be guessed: write more # or * for ${count} codes`);
  return places;
}

function parseCharset(charset: string): string {
  const characters = [...new Set(ownCodeOf(charset))];
  const isSet = characters.length >= 2 && characters.length <= MOST_CHARACTERS;
  if (!isSet || characters.some((character) => ownCodeFault(character) !== null))
    throw new InvalidInputError(['charset'], `2 to ${MOST_CHARACTERS} characters that are seen`);
  return characters.join('');
}

const valuesOf = (places: CodePattern): bigint =>
  places.reduce((values, characters) => values * BigInt(characters.length), 1n);

/** A value of the pattern out of random bytes, 4 for each place: no character is favoured by more than 1 in 10^7. */
export const valueFrom = (places: CodePattern, bytes: Buffer): string =>
  places.map((characters, nth) => characters[bytes.readUInt32BE(nth * 4) % characters.length]).join('');
