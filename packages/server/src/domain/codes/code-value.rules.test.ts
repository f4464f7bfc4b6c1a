import { describe, expect, it } from 'vitest';
import { normaliseCodeValue, ownCodeFault, ownCodeOf, systemCodeFrom, withoutDashes } from './code-value.rules.ts';

const bytesOf = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};
const SPAN = 900_000_000_000n;

describe('a system code', () => {
  it.each([
    [0n, '100000000000'],
    [1n, '100000000001'],
    [SPAN - 1n, '999999999999'],
    [SPAN, '100000000000'],
    [2n ** 64n - 1n, (100_000_000_000n + ((2n ** 64n - 1n) % SPAN)).toString()],
  ])('of the bytes %d is %s', (value, code) => expect(systemCodeFrom(bytesOf(value))).toBe(code));

  it('has 12 digits and never begins with a nought', () => {
    for (let step = 0n; step < 1_000n; step += 1n) {
      expect(systemCodeFrom(bytesOf(step * 18_446_744_073_709_551n))).toMatch(/^[1-9]\d{11}$/);
    }
  });
});

describe('a typed number', () => {
  it.each([
    ['123456789012', '123456789012'],
    ['1234 5678 9012', '123456789012'],
    [' 123456789012\n', '123456789012'],
    ['１２３４５６７８９０１２', '123456789012'],
    ['1234\u30005678\u00a09012', '123456789012'],
    ['ＡＢ-12', 'AB-12'],
    ['   ', ''],
  ])('%j means %j', (typed, meant) => expect(normaliseCodeValue(typed)).toBe(meant));
});

describe('a system number typed in groups', () => {
  it.each([
    ['1234-5678-9012', '123456789012'],
    ['1234–5678—9012', '123456789012'],
    ['123456789012', '123456789012'],
  ])('%j means %j', (typed, meant) => expect(withoutDashes(typed)).toBe(meant));
});

describe('a code of the merchant', () => {
  it.each([
    ['AB-12', 'AB-12'],
    ['  AB-12\r', 'AB-12'],
    ['ＡＢ１２', 'AB12'],
    ['券-①', '券-1'],
    ['a'.repeat(20), 'a'.repeat(20)],
    ['👍'.repeat(20), '👍'.repeat(20)],
  ])('%j is kept as %j', (given, kept) => {
    expect(ownCodeOf(given)).toBe(kept);
    expect(ownCodeFault(kept)).toBeNull();
  });

  it.each([
    ['', 'EMPTY'],
    ['   ', 'EMPTY'],
    ['\u200b', 'EMPTY'],
    ['AB 12', 'INVALID_CHARACTER'],
    ['AB\t12', 'INVALID_CHARACTER'],
    ['AB\u200b12', 'INVALID_CHARACTER'],
    ['AB\u202e12', 'INVALID_CHARACTER'],
    ['AB\u280012', 'INVALID_CHARACTER'],
    ['AB\u000012', 'INVALID_CHARACTER'],
    ['AB\ud800', 'INVALID_CHARACTER'],
    ['AB\ufffd', null],
    ['a'.repeat(21), 'TOO_LONG'],
    ['👍'.repeat(21), 'TOO_LONG'],
  ])('%j is %s', (given, fault) => expect(ownCodeFault(ownCodeOf(given))).toBe(fault));
});
