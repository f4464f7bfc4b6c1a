import encodeQr from 'qr';
import { describe, expect, it } from 'vitest';
import { decodePixels } from './decoder.ts';

type Pixels = Parameters<typeof decodePixels>[0];

/** Rows of dark and light modules, each `scale` pixels wide, with light all around. */
function picture(rows: readonly (readonly boolean[])[], scale: number): Pixels {
  const margin = 10 * scale;
  const width = (rows[0]?.length ?? 0) * scale + 2 * margin;
  const height = rows.length * scale + 2 * margin;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isDark = rows[Math.floor((y - margin) / scale)]?.[Math.floor((x - margin) / scale)] === true;
      if (isDark) data.fill(20, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return { data, width, height };
}

// Code 128, set B: start, `12345678`, check sum, stop, as widths of bars and spaces in turn.
const BARS = '211214 123221 223211 221132 221231 213212 223112 312131 311222 314111 2331112';

function bars(widths: string): boolean[] {
  return Array.from(widths.replaceAll(' ', '')).flatMap((width, index) =>
    Array<boolean>(Number(width)).fill(index % 2 === 0),
  );
}

describe('the decoder', () => {
  it.each(['123456789012', 'KQ1.code_01J00000000000000000000000.1a2b3c.AbC-_123456'])(
    'reads a QR code of %s',
    (text) => {
      expect(decodePixels(picture(encodeQr(text, 'raw', { border: 1 }), 4))).toBe(text);
    },
  );
  it('reads a Code 128', () => {
    const row = bars(BARS);
    expect(decodePixels(picture(Array<boolean[]>(40).fill(row), 3))).toBe('12345678');
  });
  it('sees nothing where nothing is', () => {
    expect(decodePixels(picture([[false, true, false]], 20))).toBeNull();
  });
});
