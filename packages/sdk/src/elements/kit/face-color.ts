/** White text on it reads well up to this relative luminance (contrast 4.5 : 1). */
const LIGHTEST = 0.18;

/** The colour of a card, darkened until white can be read on it; nothing when it is no colour. */
export function faceColorOf(hex: string): string | undefined {
  if (!/^#[\da-f]{6}$/i.test(hex)) return undefined;
  let rgb = [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
  while (luminanceOf(rgb) > LIGHTEST) rgb = rgb.map((value) => value * 0.97);
  return `rgb(${rgb.map(Math.floor).join()})`;
}

/** WCAG 2: how light it is to the eye, 0 to 1. */
function luminanceOf(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
