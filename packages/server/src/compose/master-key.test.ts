import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../config.ts';
import { keyIdOf } from '../domain/kit/secrets.ts';
import { findMasterKeys, presentMasterKeys } from './master-key.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A data folder, with this text as its `master.key`. */
function aDataDir(text: string | null = null): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-master-key-'));
  folders.push(folder);
  if (text !== null) writeFileSync(join(folder, 'master.key'), text);
  return folder;
}

const key = (byte: number): Buffer => Buffer.alloc(32, byte);

describe('the master key in the data folder', () => {
  it('is made on the first start and read at the next', () => {
    const dataDir = join(aDataDir(), 'data');
    const [made] = findMasterKeys({ masterKeys: null, dataDir }, []);
    expect(findMasterKeys({ masterKeys: null, dataDir }, [keyIdOf(made)])).toEqual([made]);
  });

  it('is not made anew where the database holds sealed secrets', () => {
    const dataDir = aDataDir();
    expect(() => findMasterKeys({ masterKeys: null, dataDir }, [keyIdOf(key(1))])).toThrow(/master\.key is missing/);
    expect(existsSync(join(dataDir, 'master.key'))).toBe(false);
  });

  it('is refused when it is another one than that of the secrets, and when it is none', () => {
    const other = aDataDir(key(2).toString('hex'));
    const none = aDataDir('hello');
    expect(() => findMasterKeys({ masterKeys: null, dataDir: other }, [keyIdOf(key(1))])).toThrow(ConfigError);
    expect(() => findMasterKeys({ masterKeys: null, dataDir: none }, [])).toThrow(ConfigError);
    expect(readFileSync(join(none, 'master.key'), 'utf8')).toBe('hello');
  });

  it('is neither asked for nor made by who only looks', () => {
    const dataDir = aDataDir();
    expect(presentMasterKeys({ masterKeys: null, dataDir })).toHaveLength(1);
    expect(existsSync(join(dataDir, 'master.key'))).toBe(false);
  });
});

describe('configured master keys', () => {
  it('are taken when each secret was sealed under one of them', () => {
    const installation = { masterKeys: [key(2), key(1)] as const, dataDir: '/nowhere' };
    expect(findMasterKeys(installation, [keyIdOf(key(1))])).toEqual([key(2), key(1)]);
    expect(findMasterKeys(installation, [])).toEqual([key(2), key(1)]);
  });

  it('are refused by name when a secret stays closed to them', () => {
    const installation = { masterKeys: [key(2), key(3)] as const, dataDir: '/nowhere' };
    expect(() => findMasterKeys(installation, [keyIdOf(key(2)), keyIdOf(key(1))])).toThrow(/^KAQUAN_MASTER_KEY: /);
  });
});
