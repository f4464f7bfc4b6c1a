import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Binaries, copyBinaries, linkLibraries } from '../../src/adapters/database/binaries.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaquan-binaries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function aBundle(): Binaries {
  const root = join(folder, 'package/native');
  for (const name of ['bin', 'lib']) mkdirSync(join(root, name), { recursive: true });
  for (const name of ['bin/initdb', 'bin/postgres', 'lib/libx.so.1.2'])
    writeFileSync(join(root, name), '', { mode: 0o600 });
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }];
  writeFileSync(join(root, 'pg-symlinks.json'), JSON.stringify(links));
  return { root, initdb: join(root, 'bin/initdb'), postgres: join(root, 'bin/postgres'), version: '18.4.0' };
}

it('get the library links that an install without scripts leaves out', () => {
  const bundle = aBundle();
  linkLibraries(bundle);
  expect(readlinkSync(join(bundle.root, 'lib/libx.so.1'))).toBe('libx.so.1.2');
  linkLibraries(bundle);
});

it('are copied with links and open to every user', async () => {
  const copy = await copyBinaries(aBundle(), join(folder, 'open'));
  expect(copy.postgres).toBe(join(folder, 'open/postgresql-18.4.0/bin/postgres'));
  expect(statSync(copy.postgres).mode & 0o777).toBe(0o755);
  expect(statSync(join(copy.root, 'lib/libx.so.1.2')).mode & 0o777).toBe(0o644);
  expect(existsSync(join(copy.root, 'lib/libx.so.1'))).toBe(true);
});
