import { describe, expect, it } from 'vitest';
import { INPUT_FAULTS, InvalidInputError } from '../kit/errors.ts';
import { parseVerificationCodes } from './verification-code.rules.ts';

const numberOf = (codes: string[]): [number, string] | null => {
  try {
    parseVerificationCodes(codes);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return [INPUT_FAULTS[error.fault], error.field.join('.')];
  }
};

describe('verification codes of a store', () => {
  it('are kept in capitals, without spaces, in half-width forms', () => {
    expect(parseVerificationCodes(['ab 12', '１２３４'])).toEqual(['AB12', '1234']);
  });

  it.each<[string, string[], [number, string]]>([
    ['none', [], [45054, 'codes']],
    ['21', Array.from({ length: 21 }, (_, nth) => `CODE${nth}`), [45053, 'codes']],
    ['one with a dash', ['1234', '12-34'], [45055, 'codes.1']],
    ['one in Chinese', ['验证码验证'], [45055, 'codes.0']],
    ['one of 3', ['123'], [45156, 'codes.0']],
    ['one of 13', ['1234567890123'], [45156, 'codes.0']],
    ['the same twice', ['abcd', 'ABCD'], [45155, 'codes.1']],
  ])('are refused: %s', (_what, codes, refusal) => expect(numberOf(codes)).toEqual(refusal));
});
