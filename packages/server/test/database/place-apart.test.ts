import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseStartError } from '../../src/adapters/database/errors.ts';
import { findPlaceApart, makePlaceApart } from '../../src/adapters/database/place-apart.ts';

let [world, parent] = ['', ''];

beforeEach(() => {
  world = mkdtempSync(join(tmpdir(), 'kaquan-place-test-'));
  parent = join(world, 'places');
});
afterEach(() => rmSync(world, { recursive: true, force: true }));

function aDataDir(name: string): string {
  const folder = join(world, name);
  mkdirSync(join(folder, 'database'), { recursive: true });
  return folder;
}

const find = (dataDir: string): Promise<string | null> => findPlaceApart(dataDir, parent);

describe('the place that is kept apart for a data folder', () => {
  it('is none before it is made, and then the same at each start', async () => {
    const dataDir = aDataDir('shop');
    expect(await find(dataDir)).toBeNull();
    const place = await makePlaceApart(dataDir, parent);
    expect(await find(dataDir)).toBe(place);
    expect(await find(dataDir)).toBe(place);
  });

  it('is found again after the folder was moved, and moved once more', async () => {
    const place = await makePlaceApart(aDataDir('shop'), parent);
    for (const [from, to] of [
      ['shop', 'moved'],
      ['moved', 'moved-again'],
    ] as const) {
      renameSync(join(world, from), join(world, to));
      expect(await find(join(world, to))).toBe(place);
    }
  });

  it('is not lent to a copy, which is told of the original', async () => {
    const original = aDataDir('shop');
    const place = await makePlaceApart(original, parent);
    const copy = join(world, 'copy');
    cpSync(original, copy, { recursive: true });
    await expect(find(copy)).rejects.toThrow(DatabaseStartError);
    await expect(find(copy)).rejects.toThrow(`${copy} is a copy of ${original}`);
    expect(await find(original)).toBe(place);
  });

  it('goes to a copy whose original was deleted', async () => {
    const original = aDataDir('shop');
    const place = await makePlaceApart(original, parent);
    const copy = join(world, 'copy');
    cpSync(original, copy, { recursive: true });
    rmSync(original, { recursive: true });
    expect(await find(copy)).toBe(place);
  });

  it('is another one for a new folder where an old one was deleted', async () => {
    const place = await makePlaceApart(aDataDir('shop'), parent);
    rmSync(join(world, 'shop'), { recursive: true });
    expect(await find(aDataDir('shop'))).toBeNull();
    expect(await makePlaceApart(join(world, 'shop'), parent)).not.toBe(place);
  });

  it('is missed when it is gone, instead of being begun anew', async () => {
    const dataDir = aDataDir('shop');
    const place = await makePlaceApart(dataDir, parent);
    rmSync(place, { recursive: true });
    await expect(find(dataDir)).rejects.toThrow(`${place}, which is gone`);
    expect(existsSync(place)).toBe(false);
  });

  it('is this folder’s when its note was lost', async () => {
    const dataDir = aDataDir('shop');
    const place = await makePlaceApart(dataDir, parent);
    rmSync(join(place, 'data-folder'));
    writeFileSync(join(place, 'password'), 'x');
    expect(await find(dataDir)).toBe(place);
  });
});
