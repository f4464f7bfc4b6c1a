import { beforeEach, describe, expect, it } from 'vitest';
import { attemptKey, forgetAttempt } from './attempts.ts';

const items = new Map<string, string>();
const store = {
  getItem: (name: string) => items.get(name) ?? null,
  setItem: (name: string, value: string) => void items.set(name, value),
  removeItem: (name: string) => void items.delete(name),
};
const attempt = { value: '123456789012', storeId: null, amountFen: 1000 };

describe('the key of an attempt', () => {
  beforeEach(() => items.clear());
  it('is one that the server takes', () => {
    expect(attemptKey(store, attempt)).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  });
  it('stays while the answer is out', () => {
    expect(attemptKey(store, attempt)).toBe(attemptKey(store, attempt));
  });
  it.each([{ value: '999999999999' }, { storeId: 'store_1' }, { amountFen: null }])(
    'is another one for %j',
    (other) => {
      expect(attemptKey(store, attempt)).not.toBe(attemptKey(store, { ...attempt, ...other }));
    },
  );
  it('is another one after a definite answer', () => {
    const first = attemptKey(store, attempt);
    forgetAttempt(store);
    expect(attemptKey(store, attempt)).not.toBe(first);
  });
});
