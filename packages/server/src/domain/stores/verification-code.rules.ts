import { InvalidInputError } from '../kit/errors.ts';

const MOST_CODES = 20;
const LETTERS_AND_DIGITS = /^[A-Za-z0-9]*$/;
const [SHORTEST, LONGEST] = [4, 12];

/** A verification code as it was typed: full-width forms are folded, spaces mean nothing, capitals are like small letters. */
export const verificationCodeOf = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** The verification codes of a store as they are kept (R4): 1 to 20 of 4 to 12 letters and digits, each once. Throws InvalidInputError with the place. */
export function parseVerificationCodes(given: readonly string[]): string[] {
  if (given.length === 0) throw new InvalidInputError(['codes'], 'At least one code', 'VERIFICATION_CODES_TOO_FEW');
  if (given.length > MOST_CODES)
    throw new InvalidInputError(['codes'], `At most ${MOST_CODES} codes`, 'VERIFICATION_CODES_TOO_MANY');
  const codes = given.map(verificationCodeOf);
  codes.forEach((code, place) => {
    assertVerificationCode(code, place);
    if (codes.indexOf(code) < place)
      throw new InvalidInputError(['codes', place], 'The store has this code already', 'VERIFICATION_CODE_TWICE');
  });
  return codes;
}

function assertVerificationCode(code: string, place: number): void {
  if (!LETTERS_AND_DIGITS.test(code))
    throw new InvalidInputError(['codes', place], 'Letters and digits only', 'VERIFICATION_CODE_CHARACTER');
  if (code.length < SHORTEST || code.length > LONGEST)
    throw new InvalidInputError(['codes', place], `${SHORTEST} to ${LONGEST} characters`, 'VERIFICATION_CODE_LENGTH');
}
