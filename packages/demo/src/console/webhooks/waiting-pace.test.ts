import { expect, it } from 'vitest';
import { paceMs } from './waiting-pace.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const waiting = (inSeconds: number) => ({
  status: 'WAITING' as const,
  nextAttemptAt: new Date(NOW + inSeconds * 1_000).toISOString(),
});
const delivered = { status: 'DELIVERED' as const, nextAttemptAt: null };

it.each([
  ['often while something is tried soon', [delivered, waiting(30)], 2_000],
  ['often while something has just become due', [waiting(-5)], 2_000],
  ['seldom while something that is long due is kept back', [waiting(-600), waiting(7_200)], 20_000],
  ['not while the next try is hours away', [waiting(7_200)], null],
  ['not once nothing waits', [delivered], null],
])('asks %s', (_when, deliveries, pace) => {
  expect(paceMs(deliveries, NOW)).toBe(pace);
});
