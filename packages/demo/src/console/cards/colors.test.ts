import { describe, expect, it } from 'vitest';
import { COLORS, hexOf, shownColor } from './colors.ts';

/** Contrast of WCAG between white and an `rgb(…)`. */
function contrastWithWhite(rgb: string): number {
  const [red = 0, green = 0, blue = 0] = [...rgb.matchAll(/\d+/g)]
    .map(([digits]) => Number(digits) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

describe('a card colour', () => {
  it('is one of fourteen', () => {
    expect(new Set(COLORS.map(({ name }) => name)).size).toBe(14);
  });
  it.each(COLORS)('$name is shown so that white can be read on it', ({ hex }) => {
    expect(contrastWithWhite(shownColor(hex))).toBeGreaterThanOrEqual(4.5);
  });
  it('stays as it is where white can be read already', () => {
    expect(shownColor('#5e6671')).toBe('rgb(94, 102, 113)');
    expect(shownColor('#000000')).toBe('rgb(0, 0, 0)');
  });
  it('is found by its name', () => {
    expect(hexOf('Color101')).toBe('#cf3e36');
    expect(hexOf('nothing')).toBe('#63b359');
  });
});
