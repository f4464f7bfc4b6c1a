import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClock } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

it('is the clock of the device until a server has told the time', () => {
  expect(createClock().now()).toBe(1_000_000);
});

it('goes by the server, whose answer was on its way for half of the round trip', () => {
  const clock = createClock();
  const askedAt = Date.now();
  vi.setSystemTime(1_000_400);
  clock.learn(new Date(5_000_000).toISOString(), askedAt);
  expect(clock.now()).toBe(5_000_200);
  vi.setSystemTime(1_010_400);
  expect(clock.now()).toBe(5_010_200);
});

it('learns nothing from what is no time', () => {
  const clock = createClock();
  clock.learn('soon', 1_000_000);
  expect(clock.now()).toBe(1_000_000);
});
