import { describe, expect, it } from 'vitest';
import { newDraft } from './draft.ts';
import { forgetDraft, keepDraft, keptDraft } from './draft-storage.ts';

function memory() {
  const items = new Map<string, string>();
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
}

const fresh = newDraft('2026-11-24', 'key-00000001');

describe('a draft', () => {
  it('outlives a reload, with its key', () => {
    const store = memory();
    const written = { ...fresh, title: '毛肚', storeIds: ['store_1'], idempotencyKey: 'key-00000002' };
    keepDraft(store, 'mer_1', written);
    expect(keptDraft(store, 'mer_1', fresh)).toEqual(written);
  });
  it('belongs to its merchant', () => {
    const store = memory();
    keepDraft(store, 'mer_1', { ...fresh, title: '毛肚' });
    expect(keptDraft(store, 'mer_2', fresh)).toEqual(fresh);
  });
  it('is gone when it was sent', () => {
    const store = memory();
    keepDraft(store, 'mer_1', { ...fresh, title: '毛肚' });
    forgetDraft(store, 'mer_1');
    expect(keptDraft(store, 'mer_1', fresh)).toEqual(fresh);
  });
  it.each(['{"title":', 'null', '[]', '{"title":7,"textImages":{}}'])('is begun anew where %s was kept', (text) => {
    const store = memory();
    store.setItem('kaquan.card-draft.mer_1', text);
    expect(keptDraft(store, 'mer_1', fresh)).toEqual(fresh);
  });
});
