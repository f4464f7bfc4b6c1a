import { expect, it } from 'vitest';
import { faceColorOf } from './face-color.ts';

/** WCAG 2.2: contrast of white on a colour. */
function contrastOf(rgb: string): number {
  const light = (rgb.match(/\d+/g) ?? [])
    .map((value) => Number(value) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  const [red = 0, green = 0, blue = 0] = light;
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

const COLORS = [
  '#63b359',
  '#2c9f67',
  '#509fc9',
  '#5885cf',
  '#9062c0',
  '#d09a45',
  '#e4b138',
  '#ee903c',
  '#f08500',
  '#a9d92d',
  '#dd6549',
  '#cc463d',
  '#cf3e36',
  '#5E6671',
];
const STEPS = [0, 51, 102, 153, 204, 255];
const EVERYWHERE = STEPS.flatMap((r) =>
  STEPS.flatMap((g) => STEPS.map((b) => `#${[r, g, b].map((v) => v.toString(16).padStart(2, '0')).join('')}`)),
);

it.each([...COLORS, ...EVERYWHERE])('lets white be read on %s', (hex) => {
  expect(contrastOf(faceColorOf(hex))).toBeGreaterThanOrEqual(4.5);
});

it('leaves a dark colour as it is', () => {
  expect(faceColorOf('#102030')).toBe('rgb(16,32,48)');
});

it.each(['', 'red', '#12', '#63b359;background:url(x)', 'url(javascript:x)'])('takes %s for no colour', (hex) => {
  expect(faceColorOf(hex)).toBe('');
});
