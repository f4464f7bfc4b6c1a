import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const BUILT = join(import.meta.dirname, '../../dist/console');
/** What every page waits for. */
const MOST_AT_FIRST_BYTES = 130_000;
/** With the forms, imports, draws, reviews, staff, events and the till, of which each comes when it is opened. */
const MOST_BYTES = 295_000;
/** What reads the camera's picture where the browser does not: for those who scan. */
const MOST_OF_DECODER_BYTES = 30_000;

const sizeOf = (path: string): number => gzipSync(readFileSync(join(BUILT, path)), { level: 9 }).length;
const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);

describe('the script of the console', () => {
  it('is at most 130 KB before the first page is seen', () => {
    const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
    const names = [...page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(0);
    expect(sum(names.map(sizeOf))).toBeLessThanOrEqual(MOST_AT_FIRST_BYTES);
  });

  const scripts = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.js'));
  const isDecoder = (name: string): boolean => name.startsWith('decoder-');

  it('is at most 295 KB in all', () => {
    const others = scripts.filter((name) => !isDecoder(name));
    expect(sum(others.map((name) => sizeOf(`assets/${name}`)))).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('has a decoder of at most 30 KB, by itself', () => {
    const decoders = scripts.filter(isDecoder);
    expect(decoders).toHaveLength(1);
    expect(sum(decoders.map((name) => sizeOf(`assets/${name}`)))).toBeLessThanOrEqual(MOST_OF_DECODER_BYTES);
  });
});
