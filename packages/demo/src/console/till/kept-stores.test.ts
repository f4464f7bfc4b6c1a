import { expect, it } from 'vitest';
import { keepStores, keptStores } from './kept-stores.ts';

const items = new Map<string, string>();
const store = {
  getItem: (name: string) => items.get(name) ?? null,
  setItem: (name: string, value: string) => void items.set(name, value),
};

it('keeps the stores of each merchant', () => {
  keepStores(store, 'mch_1', [{ id: 'store_1', name: '静安店' }]);
  expect(keptStores(store, 'mch_1')).toEqual([{ id: 'store_1', name: '静安店' }]);
  expect(keptStores(store, 'mch_2')).toEqual([]);
});

it.each(['{', '7', '[null, {"id": 1}]'])('has none where %j is kept', (text) => {
  items.set('kaquan.stores.mch_3', text);
  expect(keptStores(store, 'mch_3')).toEqual([]);
});
