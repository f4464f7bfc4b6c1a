import { describe, expect, it } from 'vitest';
import { nextAttemptAt, pauseAfterFailure, retryDelayMs } from './retry.rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the delay after the nth failure', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [10, 5_000 * 512],
    [13, 5_000 * 4_096],
    [14, 6 * HOUR],
    [500, 6 * HOUR],
  ])('%i: %i ms', (attemptCount, ms) => expect(retryDelayMs(attemptCount, 0.5)).toBe(ms));

  it('is up to a fifth shorter or longer by chance', () =>
    expect([0, 1].map((chance) => retryDelayMs(2, chance))).toEqual([8_000, 12_000]));
});

describe('the next attempt', () => {
  const firstAttemptAt = new Date('2026-11-01T00:00:00Z');
  const after = (hours: number): Date => new Date(firstAttemptAt.getTime() + hours * HOUR);

  it.each([
    [1, after(0), new Date(firstAttemptAt.getTime() + 5_000)],
    [20, after(71), after(77)],
    [20, after(72), null],
    [20, after(90), null],
  ])('after failure %i at %s is %s', (attemptCount, failedAt, next) =>
    expect(nextAttemptAt({ attemptCount, firstAttemptAt }, failedAt, 0.5)).toEqual(next),
  );

  it('comes about two dozen times in three days', () => {
    let [attemptCount, at] = [0, firstAttemptAt];
    for (let next: Date | null = at; next !== null; next = nextAttemptAt({ attemptCount, firstAttemptAt }, at, 0.5)) {
      at = next;
      attemptCount += 1;
    }
    expect(attemptCount).toBeGreaterThan(20);
    expect(attemptCount).toBeLessThan(30);
  });
});

describe('the breaker', () => {
  const open = new Date('2026-11-01T00:00:00Z');
  it.each([
    ['stays closed after a few failures', { failureCount: 19, pauseSeconds: 0, probeAt: null }, false, null],
    ['opens at the twentieth in a row', { failureCount: 20, pauseSeconds: 0, probeAt: null }, false, 2],
    ['is not moved by what was under way', { failureCount: 25, pauseSeconds: 5, probeAt: open }, false, null],
    ['doubles its pause when a probe fails', { failureCount: 25, pauseSeconds: 5, probeAt: open }, true, 10],
    ['pauses five minutes at most', { failureCount: 99, pauseSeconds: 300, probeAt: open }, true, 300],
  ])('%s', (_name, breaker, isProbe, pause) => expect(pauseAfterFailure(breaker, isProbe)).toBe(pause));
});
