import { describe, expect, it } from 'vitest';
import { createRandomPool, fractionsOf } from './random-pool.ts';

describe('the pool of random bytes', () => {
  it('never hands the same bytes out twice, over many fillings', () => {
    const random = createRandomPool();
    const seen = new Set(Array.from({ length: 5_000 }, () => random(8).toString('hex')));
    expect(seen.size).toBe(5_000);
  });

  it('gives as many as are asked for, more than it holds too', () => {
    const random = createRandomPool();
    expect([1, 8, 4_096, 10_000].map((count) => random(count).length)).toEqual([1, 8, 4_096, 10_000]);
    expect(random(10_000).every((byte) => byte === 0)).toBe(false);
  });

  it('keeps what it has handed out to itself: writing to it changes nothing that comes', () => {
    const random = createRandomPool();
    const first = random(32);
    first.fill(0);
    expect(random(32).every((byte) => byte === 0)).toBe(false);
  });
});

it('makes of bytes numbers from 0 up to 1, each byte once', () => {
  let filling = 0;
  const next = fractionsOf((count) => Buffer.alloc(count, (filling += 64)));
  const fractions = Array.from({ length: 2_049 }, next);
  expect([fractions[0], fractions[1_023], fractions[1_024], fractions[2_048]]).toEqual([0.25, 0.25, 0.5, 0.75]);
});
