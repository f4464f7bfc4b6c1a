// `pnpm sandbox:logos`: draws the logos of the sandbox's demo cards into public/sandbox. Their shapes are distances, so edges are smooth.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { LOGOS, type Layer } from './sandbox-logos/logos.ts';

const SIDE = 240;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

const channelsOf = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** The colour of one pixel: each layer covers what lies below it, on its edge in part. */
function pixelAt(layers: readonly Layer[], x: number, y: number): number[] {
  let colour = [255, 255, 255];
  for (const { distance, from, to = from } of layers) {
    const cover = Math.min(1, Math.max(0, 0.5 - distance(x, y)));
    if (cover === 0) continue;
    const share = y / SIDE;
    const [start, end] = [channelsOf(from), channelsOf(to)];
    colour = colour.map((below, at) => {
      const above = (start[at] ?? 0) * (1 - share) + (end[at] ?? 0) * share;
      return below * (1 - cover) + above * cover;
    });
  }
  return colour.map(Math.round);
}

function png(layers: readonly Layer[]): Buffer {
  const rows = Buffer.alloc((SIDE * 3 + 1) * SIDE);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) rows.set(pixelAt(layers, x + 0.5, y + 0.5), y * (SIDE * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

const folder = join(dirname(fileURLToPath(import.meta.url)), '../public/sandbox');
mkdirSync(folder, { recursive: true });
for (const [name, layers] of Object.entries(LOGOS)) {
  const bytes = png(layers);
  writeFileSync(join(folder, `${name}.png`), bytes);
  process.stdout.write(`${name}.png ${bytes.length} bytes\n`);
}
