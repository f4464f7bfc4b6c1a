import { expect, it } from 'vitest';
import type { KeyValueStore } from '../core/attempts.ts';
import { safeStore } from './safe-store.ts';

const forbidden = (): KeyValueStore => {
  throw new Error('SecurityError');
};

it('keeps in memory where storing is forbidden', () => {
  const store = safeStore(forbidden);
  store.setItem('a', '1');
  expect(store.getItem('a')).toBe('1');
  store.removeItem('a');
  expect(store.getItem('a')).toBeNull();
});

it('keeps in memory what does not fit', () => {
  const kept = new Map([['old', '1']]);
  const full: KeyValueStore = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
    removeItem: (name) => void kept.delete(name),
  };
  const store = safeStore(() => full);
  store.setItem('new', '2');
  expect([store.getItem('old'), store.getItem('new')]).toEqual(['1', '2']);
});

it('sees what another tab has stored', () => {
  const kept = new Map<string, string>();
  const shared: KeyValueStore = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
  const [here, there] = [safeStore(() => shared), safeStore(() => shared)];
  here.setItem('a', '1');
  expect(there.getItem('a')).toBe('1');
  there.removeItem('a');
  expect(here.getItem('a')).toBeNull();
});
