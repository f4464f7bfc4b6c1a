import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPrisma } from '../../../test/kit/context.ts';
import type { ObjectStore } from '../../domain/media/index.ts';
import { createFolderObjectStore } from './folder.ts';
import { createPostgresObjectStore } from './postgres.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaquan-objects-'));
});
afterAll(() => rm(folder, { recursive: true }));

const stores: Record<string, () => Promise<ObjectStore>> = {
  folder: async () => createFolderObjectStore(join(folder, 'objects')),
  database: async () => createPostgresObjectStore(await testPrisma()),
};

describe.each(Object.entries(stores))('the object store in a %s', (_name, create) => {
  it('gives back the bytes that were put', async () => {
    const store = await create();
    const bytes = Buffer.from([0, 255, 10, 13, 0]);
    await store.put('some-key', bytes);
    expect(Buffer.from((await store.get('some-key')) ?? [])).toEqual(bytes);
  });

  it('has nothing under an unknown key', async () => {
    expect(await (await create()).get('never-put')).toBeNull();
  });

  it('takes the same key from many at once', async () => {
    const store = await create();
    const bytes = Buffer.alloc(100_000, 7);
    await Promise.all(Array.from({ length: 10 }, () => store.put('shared', bytes)));
    expect(Buffer.from((await store.get('shared')) ?? [])).toEqual(bytes);
  });

  it('keeps empty objects apart from absent ones', async () => {
    const store = await create();
    await store.put('empty', Buffer.alloc(0));
    expect(await store.get('empty')).toHaveLength(0);
  });
});

describe('the folder', () => {
  it('holds no half-written files and nothing outside, whatever the key', async () => {
    const store = createFolderObjectStore(join(folder, 'inside'));
    await store.put('../../escape', Buffer.from('x'));
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(names.filter((name) => name.includes('escape'))).toEqual([]);
    expect(Buffer.from((await store.get('../../escape')) ?? []).toString()).toBe('x');
  });
});
