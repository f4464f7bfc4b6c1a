/** Characters that take the room of two half-width ones: East Asian Wide and Fullwidth, and emoji. */
const WIDE =
  /^[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u3096\u309b-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f/u;

/** Characters that take no room by themselves. */
const WIDTHLESS = /^[\p{Cc}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}]+$/u;

// Old browsers count characters one by one; only composed emoji and accents come out too wide there.
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null;
const charactersOf = (text: string): string[] =>
  segmenter ? [...segmenter.segment(text)].map(({ segment }) => segment) : Array.from(text);

/** Display width by rule C2: a wide character is 1, two half-width characters are 1. */
export function displayWidth(text: string): number {
  let halves = 0;
  for (const character of charactersOf(text)) {
    if (!WIDTHLESS.test(character)) halves += WIDE.test(character) ? 2 : 1;
  }
  return halves / 2;
}

const encoder = new TextEncoder();
export const byteLength = (text: string): number => encoder.encode(text).length;

/** How much a field holds at most: display width (C2), or bytes where the contract names a size (a CJK character is 3). */
export type TextLimit = { width: number } | { bytes: number };

/** What the server would say; it also bounds the bytes of a width, 4 per wide character. */
export function fits(text: string, limit: TextLimit): boolean {
  if ('bytes' in limit) return byteLength(text) <= limit.bytes;
  return displayWidth(text) <= limit.width && byteLength(text) <= limit.width * 4;
}

/** `7.5/9` for a width; bytes are told in characters, 3 bytes each, because nobody counts bytes. */
export function counterText(text: string, limit: TextLimit): string {
  if ('width' in limit) return `${displayWidth(text)}/${limit.width}`;
  return `${Math.ceil((byteLength(text) / 3) * 10) / 10}/${Math.floor((limit.bytes / 3) * 10) / 10}`;
}
