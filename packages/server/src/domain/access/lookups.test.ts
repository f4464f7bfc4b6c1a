import { describe, expect, it } from 'vitest';
import { createLookups } from './lookups.ts';

function counted(value: string | null): { read: () => Promise<string | null>; times: () => number } {
  let times = 0;
  return { read: async () => ((times += 1), value), times: () => times };
}

describe('createLookups', () => {
  it('keeps an answer for five seconds', async () => {
    let now = 0;
    const lookups = createLookups(() => new Date(now));
    const { read, times } = counted('a');
    for (const at of [0, 4_999, 5_000, 9_999]) {
      now = at;
      expect(await lookups.get('key:a', read)).toBe('a');
    }
    expect(times()).toBe(2);
  });

  it('never keeps that there is nothing', async () => {
    const lookups = createLookups(() => new Date(0));
    const { read, times } = counted(null);
    await lookups.get('key:a', read);
    await lookups.get('key:a', read);
    expect(times()).toBe(2);
  });

  it('reads again after a drop', async () => {
    const lookups = createLookups(() => new Date(0));
    const { read, times } = counted('a');
    await lookups.get('key:a', read);
    lookups.drop();
    await lookups.get('key:a', read);
    expect(times()).toBe(2);
  });

  it('keeps nothing that was read before a drop', async () => {
    const lookups = createLookups(() => new Date(0));
    const { read, times } = counted('a');
    await lookups.get('key:a', async () => {
      lookups.drop();
      return 'revoked meanwhile';
    });
    expect(await lookups.get('key:a', read)).toBe('a');
    expect(times()).toBe(1);
  });
});
