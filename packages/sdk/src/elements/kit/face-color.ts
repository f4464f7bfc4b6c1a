/** Up to this lightness white text on it has a contrast of 4.5 : 1. */
const LIGHTEST = 0.4;

/** The colour of a card, darkened until white can be read on it; nothing when it is no colour. */
export function faceColorOf(hex: string): string {
  if (!/^#[\da-f]{6}$/i.test(hex)) return '';
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
  const lightness = Math.sqrt(0.2126 * red ** 2 + 0.7152 * green ** 2 + 0.0722 * blue ** 2) / 255;
  const rgb = [red, green, blue].map((value) => Math.floor(value * Math.min(1, LIGHTEST / lightness)));
  return `rgb(${rgb.join()})`;
}
