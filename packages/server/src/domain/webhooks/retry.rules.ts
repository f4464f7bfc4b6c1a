const FIRST_DELAY_MS = 5_000;
const DELAY_GROWTH = 2;
const MOST_DELAY_MS = 6 * 3_600_000;
const GIVEN_UP_AFTER_MS = 3 * 86_400_000;
/** Share of a delay by which chance makes it shorter or longer. */
const JITTER = 0.2;

/** Milliseconds to wait after the nth attempt has failed. `chance` is from 0 up to 1. */
export function retryDelayMs(attemptCount: number, chance: number): number {
  const delay = Math.min(FIRST_DELAY_MS * DELAY_GROWTH ** (attemptCount - 1), MOST_DELAY_MS);
  return Math.round(delay * (1 - JITTER + 2 * JITTER * chance));
}

/** When to try again after a failure; null: three days of trying are over. */
export function nextAttemptAt(
  { attemptCount, firstAttemptAt }: { attemptCount: number; firstAttemptAt: Date },
  failedAt: Date,
  chance: number,
): Date | null {
  if (failedAt.getTime() - firstAttemptAt.getTime() >= GIVEN_UP_AFTER_MS) return null;
  return new Date(failedAt.getTime() + retryDelayMs(attemptCount, chance));
}

/** Failures in a row after which an endpoint is left alone but for probes: half of all calls may fail without. */
export const BREAKS_AFTER = 20;
const FIRST_PAUSE_SECONDS = 2;
const MOST_PAUSE_SECONDS = 300;

export type Breaker = { failureCount: number; pauseSeconds: number; probeAt: Date | null };

/**
 * How long the pause is after a failure; null: nothing changes. It opens after some failures in a row, and a probe that
 * fails doubles it; what was under way when it opened does not.
 */
export function pauseAfterFailure({ failureCount, pauseSeconds, probeAt }: Breaker, isProbe: boolean): number | null {
  if (isProbe) return Math.min(Math.max(pauseSeconds, FIRST_PAUSE_SECONDS) * 2, MOST_PAUSE_SECONDS);
  return probeAt === null && failureCount >= BREAKS_AFTER ? FIRST_PAUSE_SECONDS : null;
}
