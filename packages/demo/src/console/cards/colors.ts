/** The 14 colours of a card (C3), by the names that the server takes. */
export const COLORS = [
  { name: 'Color010', hex: '#63b359' },
  { name: 'Color020', hex: '#2c9f67' },
  { name: 'Color030', hex: '#509fc9' },
  { name: 'Color040', hex: '#5885cf' },
  { name: 'Color050', hex: '#9062c0' },
  { name: 'Color060', hex: '#d09a45' },
  { name: 'Color070', hex: '#e4b138' },
  { name: 'Color080', hex: '#ee903c' },
  { name: 'Color081', hex: '#f08500' },
  { name: 'Color082', hex: '#a9d92d' },
  { name: 'Color090', hex: '#dd6549' },
  { name: 'Color100', hex: '#cc463d' },
  { name: 'Color101', hex: '#cf3e36' },
  { name: 'Color102', hex: '#5e6671' },
] as const;

export const hexOf = (name: string): string => COLORS.find((color) => color.name === name)?.hex ?? COLORS[0].hex;

const WHITE = '#ffffff';
const READABLE = 4.5;
const A_LITTLE_DARKER = 0.97;

const channelsOf = (hex: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
const hexOfChannels = (channels: readonly number[]): string =>
  `#${channels.map((value) => Math.floor(value).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance of WCAG, 0 (black) to 1 (white). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex)
    .map((channel) => channel / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The colour as cards show it: darkened until white can be read on it, as `<kq-claim>` does. More than half of the
 * fourteen are too light for the white text that they were made for.
 */
export function shownColor(hex: string): string {
  let shown = hex;
  while (contrast(shown, WHITE) < READABLE)
    shown = hexOfChannels(channelsOf(shown).map((value) => value * A_LITTLE_DARKER));
  return shown;
}
