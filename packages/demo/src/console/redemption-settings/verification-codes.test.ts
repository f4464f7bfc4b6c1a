import { expect, it } from 'vitest';
import { areVerificationCodes, verificationCodesIn } from './verification-codes.ts';

it.each([
  ['1234\n5678', ['1234', '5678'], true],
  [' 1234, abCD，1234 ', ['1234', 'abCD'], true],
  ['', [], false],
  ['123', ['123'], false],
  ['12-34', ['12-34'], false],
  [
    Array.from({ length: 21 }, (_none, index) => 1000 + index).join(' '),
    Array.from({ length: 21 }, (_none, index) => String(1000 + index)),
    false,
  ],
])('%j are codes: %j', (text, codes, areGood) => {
  expect(verificationCodesIn(text)).toEqual(codes);
  expect(areVerificationCodes(codes)).toBe(areGood);
});
