import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../config.ts';
import { ensureDataFolder } from './data-folder.ts';

let world = '';
beforeEach(() => {
  world = mkdtempSync(join(tmpdir(), 'kaquan-data-folder-'));
  writeFileSync(join(world, 'file'), '');
});
afterEach(() => rmSync(world, { recursive: true, force: true }));

describe('the data folder', () => {
  it('is made with every folder above it, and is empty', () => {
    const folder = join(world, 'a/b/c');
    ensureDataFolder(folder);
    ensureDataFolder(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a file', () => join(world, 'file')],
    ['below a file', () => join(world, 'file/data')],
    ['below a device', () => '/dev/null/data'],
  ])('is refused in one line when it is %s', (_what, folder) => {
    expect(() => ensureDataFolder(folder())).toThrow(ConfigError);
    expect(() => ensureDataFolder(folder())).toThrow(/^KAQUAN_DATA_DIR: .* can not be used \(\w+\)\. [^\n]+$/);
  });

  it.runIf(existsSync('/proc/self'))('is refused where nobody can make a folder, or a file', () => {
    for (const folder of ['/proc/data', '/proc/self', '/sys/data'])
      expect(() => ensureDataFolder(folder)).toThrow(ConfigError);
  });
});
