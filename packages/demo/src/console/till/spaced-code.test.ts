import { expect, it } from 'vitest';
import { cleanCode, spacedCode } from './spaced-code.ts';

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
