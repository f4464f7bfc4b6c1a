import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32BE(data.length, 0);
  sizes.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([sizes.subarray(0, 4), typed, sizes.subarray(4)]);
}

type Picture = { width?: number; height?: number; seed?: string };

/** A real PNG, black; `seed` makes its content another one. */
export function aPng({ width = 2, height = 3, seed = '' }: Picture = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  const comment = chunk('tEXt', Buffer.from(`seed\0${seed}`, 'latin1'));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    comment,
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG of exactly so many bytes, padded behind its end. */
export const aPngOf = (byteCount: number): Buffer => Buffer.concat([aPng(), Buffer.alloc(byteCount)], byteCount);

/** The headers of a JPEG, enough to tell its size. */
export function aJpeg({ width = 4, height = 5 }: Picture = {}): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0x00, 0x11, 0x08, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const jfif = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, frame, Buffer.from([0xff, 0xda, 0x00, 0x02, 0xff, 0xd9])]);
}
