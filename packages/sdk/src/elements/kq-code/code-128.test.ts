import { describe, expect, it } from 'vitest';
import { modules128, symbols128 } from './code-128.ts';

/** As the standard prints them, from symbol 0. */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232233111';

describe('Code 128', () => {
  it.each([
    // Twelve digits, as system codes are: pairs all through.
    ['123456789012', [105, 12, 34, 56, 78, 90, 12, 54]],
    // The usual example of a change of set; its check symbol is 68.
    ['HI345678', [104, 40, 41, 99, 34, 56, 78, 68]],
    ['Wikipedia', [104, 55, 73, 75, 73, 80, 69, 68, 73, 65, 88]],
    ['1234567', [104, 17, 99, 23, 45, 67, 79]],
    ['12AB', [104, 17, 18, 33, 34, 83]],
    ['1234-AB', [105, 12, 34, 100, 13, 33, 34, 82]],
  ])('writes %s in the symbols %j', (text, symbols) => {
    expect(symbols128(text)).toEqual(symbols);
  });

  it('begins, goes on and ends with the bars of the standard', () => {
    const bars = modules128('12')?.join('') ?? '';
    // Start B, 1, 2, check symbol (104 + 17 + 36) mod 103 = 54, stop.
    expect(bars).toBe('11010010000' + '10011100110' + '11001110010' + '11101011000' + '1100011101011');
  });

  it('has the widths of bars and gaps of the standard', () => {
    const standard = WIDTHS.match(/.{6}/g) ?? [];
    // Signs of the second set are the symbols 0 to 94 in their order.
    const drawn = Array.from({ length: 95 }, (_, sign) => {
      const bars =
        modules128(String.fromCharCode(sign + 32))
          ?.slice(11, 22)
          .join('') ?? '';
      return (bars.match(/0+|1+/g) ?? []).map((run) => run.length).join('');
    });
    expect(drawn).toEqual(standard.slice(0, 95));
    const starts = ['a', '1234'].map((text) => modules128(text)?.slice(0, 11).join(''));
    expect(starts).toEqual(['11010010000', '11010011100']);
  });

  it('has eleven modules for each symbol, with an even number of dark ones', () => {
    for (let sign = 32; sign < 127; sign += 1) {
      const bars = modules128(String.fromCharCode(sign)) ?? [];
      expect(bars).toHaveLength(11 * 3 + 13);
      for (const symbol of [bars.slice(11, 22), bars.slice(22, 33)])
        expect(symbol.reduce((sum, module) => sum + module, 0) % 2).toBe(0);
    }
    const all = new Set(
      Array.from({ length: 95 }, (_, n) =>
        modules128(String.fromCharCode(n + 32))
          ?.slice(11, 22)
          .join(''),
      ),
    );
    expect(all.size).toBe(95);
  });

  it.each(['', '优惠', 'é', 'a\n'])('has no bars for %j', (text) => expect(modules128(text)).toBeNull());
});
