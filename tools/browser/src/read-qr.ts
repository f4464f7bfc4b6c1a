import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import jsqr from 'jsqr';

/** What a QR code says, read by a decoder that was not written here; null: it reads nothing. */
function readQr(image: { data: Uint8ClampedArray; width: number; height: number }): string | null {
  return jsqr.default(image.data, image.width, image.height)?.data ?? null;
}

/** The same of a PNG in grey. */
export function readQrPng(bytes: Buffer): string | null {
  const { data, width, height, channels } = decodePng(bytes);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1)
    for (let part = 0; part < 4; part += 1)
      pixels[at * 4 + part] = part === 3 ? 255 : (data[at * channels + (channels < 3 ? 0 : part)] ?? 0);
  return readQr({ data: pixels, width, height });
}

/** The same of a JPEG. */
export function readQrJpeg(bytes: Buffer): string | null {
  const { data, width, height } = decodeJpeg(bytes, { useTArray: true });
  return readQr({ data: new Uint8ClampedArray(data), width, height });
}
