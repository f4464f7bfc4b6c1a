import { describe, expect, it } from 'vitest';
import { keyCreate, type KeyOptions } from './key-create.ts';
import { UsageError } from './output.ts';

const silent = { say: () => undefined, answer: () => undefined };

describe('key create', () => {
  it.each<[string, Omit<KeyOptions, 'name'>, RegExp]>([
    ['an unknown kind', { kind: 'golden' }, /^--kind is one of/],
    ['a key of nobody', { kind: 'secret' }, /^--merchant <appId> names whose/],
    ['an operator key of a merchant', { kind: 'operator', merchant: 'wx0' }, /leave out --merchant$/],
  ])('refuses %s before it looks at the database', async (_what, options, message) => {
    const made = keyCreate(silent, { ...options, name: 'x' });
    await expect(made).rejects.toThrow(UsageError);
    await expect(made).rejects.toThrow(message);
  });
});
