import { describe, expect, it } from 'vitest';
import { createAttempts, type KeyValueStore } from './attempts.ts';

function aStore(): KeyValueStore & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

function attemptsOn(store: KeyValueStore) {
  let made = 0;
  return createAttempts({ store, newKey: () => `key-${(made += 1)}` });
}

describe('attempts', () => {
  it('keep the key of a card until a definite answer', () => {
    const attempts = attemptsOn(aStore());
    expect(attempts.open('card_1')).toBe('key-1');
    expect(attempts.open('card_1')).toBe('key-1');
    attempts.close('card_1');
    expect(attempts.open('card_1')).toBe('key-2');
  });

  it('have a key for each card', () => {
    const attempts = attemptsOn(aStore());
    expect([attempts.open('card_1'), attempts.open('card_2')]).toEqual(['key-1', 'key-2']);
  });

  it('go on after a reload, and in another tab', () => {
    const store = aStore();
    attemptsOn(store).open('card_1');
    const afterReload = createAttempts({ store, newKey: () => 'another' });
    expect(afterReload.open('card_1')).toBe('key-1');
  });

  it('leave nothing behind when they are closed', () => {
    const store = aStore();
    const attempts = attemptsOn(store);
    attempts.open('card_1');
    attempts.close('card_1');
    expect(store.kept.size).toBe(0);
  });
});
