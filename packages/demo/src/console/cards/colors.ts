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

/** Up to this lightness white text on it has a contrast of 4.5 : 1. */
const LIGHTEST = 0.4;

/**
 * The colour as cards show it: darkened until white can be read on it, just as `<kq-claim>` does. Most of the fourteen
 * are too light for the white text that they were made for.
 */
export function shownColor(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => Number.parseInt(hex.slice(place, place + 2), 16));
  const lightness = Math.sqrt(0.2126 * red ** 2 + 0.7152 * green ** 2 + 0.0722 * blue ** 2) / 255;
  const darkening = Math.min(1, LIGHTEST / lightness);
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => Math.floor(value * darkening));
  return `rgb(${r}, ${g}, ${b})`;
}
