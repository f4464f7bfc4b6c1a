import { setTimeout as sleep } from 'node:timers/promises';
import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { type Modules, modulesOf, runsOf, svgOf } from '../../../doors/qr-code.ts';
import { DoorRefusal } from '../../door-refusal.ts';

export type ImageFormat = 'svg' | 'png' | 'jpg';

/** Edges of an image in pixels, as WeChat's console offered them. Few, so that each is drawn once. */
export const IMAGE_PIXELS = [258, 344, 430, 860, 1_280] as const;
export const USUAL_PIXELS = 430;

const JPEG_QUALITY = 92;
const BLACK = 0;
const WHITE = 255;

export const IMAGE_TYPES: Readonly<Record<ImageFormat, string>> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
};

const MOST_KEPT = 256;
const MOST_WAITING = 20;
/** Drawing takes at most this part of the time of the thread that claims run on. */
const DUTY = 0.1;

export type QrImages = (text: string, form: { format: ImageFormat; pixels: number }) => Promise<Buffer>;

/**
 * Draws QR codes, one after the other, and keeps those asked for last. Pixels take tenths of a second of the one thread
 * that claims run on, and whoever holds an address may ask for them, so between two drawings it rests nine times as long.
 * Lines cost next to nothing: they are drawn at once. Throws DoorRefusal 503 when too many wait.
 */
export function createQrImages(): QrImages {
  const kept = new Map<string, Buffer>();
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const keep = (key: string, image: Buffer): Buffer => {
    kept.delete(key);
    kept.set(key, image);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return image;
  };
  return async (text, form) => {
    if (form.format === 'svg') return qrImage(text, form);
    const key = `${form.format} ${form.pixels} ${text}`;
    const known = kept.get(key);
    if (known) return keep(key, known);
    if (waiting >= MOST_WAITING)
      throw new DoorRefusal(503, 'THROTTLED', 'Too many images are asked for: try again soon', BUSY);
    waiting += 1;
    const drawn = last.then(() => {
      const since = performance.now();
      const image = keep(key, kept.get(key) ?? qrImage(text, form));
      return { image, restMs: (performance.now() - since) * (1 / DUTY - 1) };
    });
    // One that fails keeps nobody from the next.
    last = drawn.then(
      ({ restMs }) => sleep(restMs),
      () => undefined,
    );
    return drawn
      .then(({ image }) => image)
      .finally(() => {
        waiting -= 1;
      });
  };
}

const BUSY = { headers: { 'Retry-After': '2' } };

/** The QR code of a text, `pixels` wide and high; SVG scales, so it takes them as its natural size. */
function qrImage(text: string, { format, pixels }: { format: ImageFormat; pixels: number }): Buffer {
  const modules = modulesOf(text);
  if (format === 'svg') return Buffer.from(svgOf(modules, pixels));
  const grey = greyOf(modules, pixels);
  if (format === 'png')
    return Buffer.from(encodePng({ width: pixels, height: pixels, data: grey, channels: 1, depth: 8 }));
  const data = new Uint8Array(grey.length * 4);
  grey.forEach((shade, index) => data.fill(shade, index * 4, index * 4 + 4));
  return encodeJpeg({ width: pixels, height: pixels, data }, JPEG_QUALITY).data;
}

/** Whole pixels for each module, in the middle of the image: a scanner reads no half ones. */
function greyOf(modules: Modules, pixels: number): Uint8Array {
  const scale = Math.max(1, Math.floor(pixels / modules.length));
  const start = Math.floor((pixels - scale * modules.length) / 2);
  const grey = new Uint8Array(pixels * pixels).fill(WHITE);
  modules.forEach((row, y) =>
    runsOf(row).forEach(({ x, length }) => {
      for (let line = 0; line < scale; line += 1) {
        const from = (start + y * scale + line) * pixels + start + x * scale;
        grey.fill(BLACK, from, from + length * scale);
      }
    }),
  );
  return grey;
}
