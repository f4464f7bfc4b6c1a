import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { byteLength, counterText, displayWidth, fits } from './display-width.ts';

describe('display width', () => {
  it.each([
    ['', 0],
    ['满100减10元', 5.5],
    ['ab', 1],
    ['ａｂ', 2],
    ['火锅', 2],
    ['é', 0.5],
    ['e\u0301', 0.5],
    ['👨‍👩‍👧', 1],
    ['🍲', 1],
    ['☕️', 1],
    ['、。「」', 4],
    ['\u200b\u200d', 0],
  ])('of %j is %d', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('agrees with what the server counts by', () => {
    const samples = [
      '川味火锅双人套餐',
      'Coffee 第二杯半价',
      '¥50代金券（周末可用）',
      'カタカナ ﾊﾝｶｸ 한국어',
      '🎂🎁🎉 生日',
      '①②③',
      '“引号”—…·',
      '㎡㎏',
      'Ω≈ç√',
      '𠮷野家',
      '٢٤',
    ];
    for (const text of samples) expect([text, displayWidth(text)]).toEqual([text, stringWidth(text) / 2]);
  });

  it('agrees with the server on each character that cards are written in', () => {
    const ranges = [
      [0x20, 0x7e],
      [0xa1, 0x17f],
      [0x2010, 0x205e],
      [0x3001, 0x30ff],
      [0x4e00, 0x9fff],
      [0xff01, 0xff60],
    ] as const;
    const different = ranges.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).filter(
        (character) => displayWidth(character) !== stringWidth(character) / 2,
      ),
    );
    expect(different).toEqual([]);
  });
});

describe('a limit', () => {
  it('holds nine wide or eighteen narrow characters', () => {
    expect(fits('九个字的标题正好九个'.slice(0, 9), { width: 9 })).toBe(true);
    expect(fits('十个字的标题放不下呀十', { width: 9 })).toBe(false);
    expect(fits('a'.repeat(18), { width: 9 })).toBe(true);
    expect(fits('a'.repeat(19), { width: 9 })).toBe(false);
  });
  it('bounds bytes too, so that characters without width can not go on for ever', () => {
    expect(fits('\u200d'.repeat(13), { width: 9 })).toBe(false);
  });
  it('of bytes counts three for a Chinese character', () => {
    expect(byteLength('券')).toBe(3);
    expect(fits('更多优惠好', { bytes: 15 })).toBe(true);
    expect(fits('更多优惠好啊', { bytes: 15 })).toBe(false);
  });
  it('is told beside what is written', () => {
    expect(counterText('满100减10', { width: 9 })).toBe('4.5/9');
    expect(counterText('更多', { bytes: 15 })).toBe('2/5');
    expect(counterText('ab', { bytes: 15 })).toBe('0.7/5');
  });
});
