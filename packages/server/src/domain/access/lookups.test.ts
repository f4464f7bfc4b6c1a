import { describe, expect, it } from 'vitest';
import { createLookups } from './lookups.ts';

function counted(value: string | null): { read: () => Promise<string | null>; times: () => number } {
  let times = 0;
  return { read: async () => ((times += 1), value), times: () => times };
}

describe('createLookups', () => {
  it('keeps an answer for two seconds', async () => {
    let now = 0;
    const lookups = createLookups(() => new Date(now));
    const { read, times } = counted('a');
    for (const at of [0, 1_999, 2_000, 3_999]) {
      now = at;
      expect(await lookups.get('key:a', read)).toBe('a');
    }
    expect(times()).toBe(2);
  });

  it('counts them from before the reading', async () => {
    let now = 0;
    const lookups = createLookups(() => new Date(now));
    const { read, times } = counted('a');
    await lookups.get('key:a', () => {
      now = 1_500;
      return read();
    });
    now = 2_000;
    await lookups.get('key:a', read);
    expect(times()).toBe(2);
  });

  it('reads once for all who ask at the same time, and anew for who asks after a drop', async () => {
    const lookups = createLookups(() => new Date(0));
    let answer: (value: string) => void = () => undefined;
    const slow = () => new Promise<string>((resolve) => (answer = resolve));
    const asked = [lookups.get('key:a', slow), lookups.get('key:a', () => Promise.reject(new Error('asked twice')))];
    lookups.drop();
    const { read, times } = counted('b');
    expect(await lookups.get('key:a', read)).toBe('b');
    answer('a');
    expect(await Promise.all(asked)).toEqual(['a', 'a']);
    expect([await lookups.get('key:a', read), times()]).toEqual(['b', 1]);
  });

  it('forgets the oldest answer when there are too many', async () => {
    const lookups = createLookups(() => new Date(0));
    const { read, times } = counted('a');
    for (let nth = 0; nth <= 10_000; nth += 1) await lookups.get(`key:${nth}`, read);
    await lookups.get('key:10000', read);
    expect(times()).toBe(10_001);
    await lookups.get('key:0', read);
    expect(times()).toBe(10_002);
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
