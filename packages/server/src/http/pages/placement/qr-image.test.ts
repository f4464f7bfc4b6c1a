import { describe, expect, it } from 'vitest';
import { createQrImages } from './qr-image.ts';

const png = { format: 'png', pixels: 258 } as const;

describe('images of QR codes', () => {
  it('are drawn once', async () => {
    const draw = createQrImages();
    expect(await draw('once', png)).toBe(await draw('once', png));
  });

  it('that can not be drawn keep nobody from the next', async () => {
    const draw = createQrImages();
    await expect(draw('x'.repeat(5_000), png)).rejects.toThrow(Error);
    expect((await draw('short', png)).subarray(1, 4).toString()).toBe('PNG');
  });

  it('are refused when too many wait, and lines never are', async () => {
    const draw = createQrImages();
    const asked = Array.from({ length: 21 }, (_, index) => draw(`code ${index}`, png));
    const late = asked.at(-1);
    await expect(late).rejects.toMatchObject({ status: 503, code: 'THROTTLED' });
    expect((await draw('lines', { format: 'svg', pixels: 258 })).toString()).toContain('<svg');
    await Promise.all(asked.slice(0, 20));
  });
});
