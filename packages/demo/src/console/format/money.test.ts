import { describe, expect, it } from 'vitest';
import { fenOf, priceText, yuanText } from './money.ts';

describe('an amount in yuan', () => {
  it.each([
    ['10', 1000],
    ['12.5', 1250],
    ['0.01', 1],
    ['1.15', 115],
    ['¥1,299.00', 129_900],
    [' 88 ', 8800],
    ['', null],
    ['1.234', null],
    ['-1', null],
    ['1e3', null],
    ['abc', null],
  ])('%j is %d fen', (text, fen) => {
    expect(fenOf(text)).toBe(fen);
  });
  it.each([
    [1000, '10', '¥10.00'],
    [1250, '12.5', '¥12.50'],
    [1205, '12.05', '¥12.05'],
    [1, '0.01', '¥0.01'],
    [0, '0', '¥0.00'],
  ])('%d fen is written short and long', (fen, short, long) => {
    expect(yuanText(fen)).toBe(short);
    expect(priceText(fen)).toBe(long);
    expect(fenOf(short)).toBe(fen);
  });
});
