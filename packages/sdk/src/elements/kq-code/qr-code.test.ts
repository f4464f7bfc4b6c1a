import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readQrPng } from '@kaquan/browser';
import { qrModules } from './qr-code.ts';

/** A picture of it, four pixels a module, with its border. */
function pngOf(modules: readonly (readonly number[])[]): Buffer {
  const edge = (modules.length + 8) * 4;
  const rows = Buffer.alloc((edge + 1) * edge, 255);
  for (let y = 0; y < edge; y += 1) {
    // Each row begins with its filter: none.
    rows[y * (edge + 1)] = 0;
    for (let x = 0; x < edge; x += 1)
      if (modules[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4]) rows[y * (edge + 1) + 1 + x] = 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header.writeUInt8(8, 8);
  const chunks = [chunkOf('IHDR', header), chunkOf('IDAT', deflateSync(rows)), chunkOf('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunkOf(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

const LENGTHS = [1, 2, 8, 12, 14, 15, 20, 26, 27, 42, 43, 62, 63, 80, 84];

describe('a QR code', () => {
  it.each(LENGTHS)('of %i bytes is read by a decoder that was not written here', (length) => {
    const text = Array.from({ length }, (_, place) => String.fromCharCode(48 + ((place * 7 + length) % 74))).join('');
    expect(readQrPng(pngOf(qrModules(text) ?? []))).toBe(text);
  });

  it.each([
    [12, 21],
    [15, 25],
    [42, 29],
    [62, 33],
    [84, 37],
  ])('of %i bytes is as small as can be: %i modules', (length, size) => {
    expect(qrModules('x'.repeat(length))).toHaveLength(size);
  });

  it('holds any text', () => expect(readQrPng(pngOf(qrModules('优惠券 №1') ?? []))).toBe('优惠券 №1'));

  it('is none of a text that is too long', () => expect(qrModules('x'.repeat(85))).toBeNull());
});
