import { describe, expect, it } from 'vitest';
import { COLORS, contrast, hexOf, shownColor } from './colors.ts';

describe('a card colour', () => {
  it('is one of fourteen', () => {
    expect(new Set(COLORS.map(({ name }) => name)).size).toBe(14);
  });
  it.each(COLORS)('$name is shown so that white can be read on it', ({ hex }) => {
    expect(contrast(shownColor(hex), '#ffffff')).toBeGreaterThanOrEqual(4.5);
  });
  it('stays as it is where white can be read already', () => {
    expect(shownColor('#cf3e36')).toBe('#cf3e36');
    expect(shownColor('#5e6671')).toBe('#5e6671');
  });
  it('is found by its name', () => {
    expect(hexOf('Color101')).toBe('#cf3e36');
    expect(hexOf('nothing')).toBe('#63b359');
  });
  it('is compared as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  });
});
