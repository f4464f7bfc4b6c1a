import { describe, expect, it } from 'vitest';
import { COLORS, contrast, hexOf, inkOn } from './colors.ts';

describe('a card colour', () => {
  it('is one of fourteen', () => {
    expect(new Set(COLORS.map(({ name }) => name)).size).toBe(14);
  });
  it.each(COLORS)('$name has an ink that can be read on it', ({ hex }) => {
    expect(contrast(hex, inkOn(hex))).toBeGreaterThanOrEqual(4.5);
  });
  it('is found by its name', () => {
    expect(hexOf('Color101')).toBe('#cf3e36');
    expect(hexOf('nothing')).toBe('#63b359');
  });
  it('is compared as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });
});
