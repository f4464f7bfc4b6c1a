import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { findLockHolder, lockDataFolder } from '../../src/adapters/database/data-folder-lock.ts';
import { DataFolderInUseError } from '../../src/adapters/database/errors.ts';
import { runChild } from './child.ts';

const folders: string[] = [];

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-lock-test-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

it('is held by one and free again after the release', () => {
  const folder = aFolder();
  const lock = lockDataFolder(folder);
  expect(findLockHolder(folder)).toBe(process.pid);
  expect(() => lockDataFolder(folder)).toThrow(DataFolderInUseError);
  lock.release();
  expect(findLockHolder(folder)).toBeNull();
  lockDataFolder(folder).release();
});

it('is taken over from a process whose id belongs to another program now', () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'server.lock'), `${process.pid}\nanother-life\nnonce\n`);
  expect(findLockHolder(folder)).toBeNull();
  lockDataFolder(folder);
  expect(findLockHolder(folder)).toBe(process.pid);
});

it('is taken over from a file that says nothing', () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'server.lock'), '');
  lockDataFolder(folder);
  expect(findLockHolder(folder)).toBe(process.pid);
});

it('goes to exactly one of many that find it left behind', async () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'server.lock'), '1\nanother-life\nnonce\n');
  const children = await Promise.all(Array.from({ length: 6 }, () => runChild('lock-process.ts', folder)));
  for (const child of children) child.process.stdin?.end();
  expect(children.map((child) => child.firstLine).toSorted()).toEqual(['locked', ...Array<string>(5).fill('refused')]);
});
