import { expect, it } from 'vitest';
import { decimalOf } from './money.type.ts';

it.each([
  [0, '0.00'],
  [5, '0.05'],
  [99n, '0.99'],
  [1234, '12.34'],
  [9_007_199_254_740_991n, '90071992547409.91'],
])('writes %s fen as %s yuan', (fen, decimal) => {
  expect(decimalOf(fen)).toBe(decimal);
});
