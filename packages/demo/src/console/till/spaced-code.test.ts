import { expect, it } from 'vitest';
import { cleanCode, isSameCode, shownCode, spacedCode } from './spaced-code.ts';

it.each([
  ['123456789012', '1234 5678 9012'],
  ['1234', '1234'],
  ['12345', '1234 5'],
  ['', ''],
])('%s is shown as %s', (value, shown) => {
  expect(spacedCode(value)).toBe(shown);
  expect(cleanCode(shown)).toBe(value);
});

it('takes away what a scanner adds', () => {
  expect(cleanCode(' 1234-5678 9012\r\n')).toBe('123456789012');
});

it('leaves the text of a rotating code as it is, and shows its end', () => {
  const text = 'KQ1.code_01J00000000000000000ABCDEF.1a2b3c.AbC-_123456';
  expect(cleanCode(` ${text}\n`)).toBe(text);
  expect(shownCode(text)).toBe('…00ABCDEF');
  expect(shownCode('123456789012')).toBe('1234 5678 9012');
});

it.each([
  ['123456789012', '123456789012', true],
  ['123456789012', '123456789013', false],
  ['KQ1.code_A.1a.xxx', 'KQ1.code_A.1b.yyy', true],
  ['KQ1.code_A.1a.xxx', 'KQ1.code_B.1a.xxx', false],
  ['KQ1.code_A.1a.xxx', '123456789012', false],
])('%s and %s name the same code: %s', (one, other, isSame) => {
  expect(isSameCode(one, other)).toBe(isSame);
});
