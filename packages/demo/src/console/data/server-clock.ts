const KEPT = 'kaquan.clock';
/** Answers name their second, and may have come from a cache or late. */
const COARSE_MS = 2_000;

/**
 * How far the server's clock is ahead of this device's, by an answer that names its time; 0 where they agree as far as
 * an answer can tell. Null: the answer names none.
 */
export function clockOffsetMs(date: string | null, { askedAt, answeredAt }: { askedAt: number; answeredAt: number }) {
  const second = Date.parse(date ?? '');
  if (Number.isNaN(second)) return null;
  const offset = Math.round(second + 500 - (askedAt + answeredAt) / 2);
  return Math.abs(offset) <= COARSE_MS + (answeredAt - askedAt) / 2 ? 0 : offset;
}

/** Learns from an answer of the server. */
export function learnClock(response: Response, askedAt: number): void {
  const offset = clockOffsetMs(response.headers.get('date'), { askedAt, answeredAt: Date.now() });
  if (offset !== null) localStorage.setItem(KEPT, String(offset));
}

/** The time by the server's clock, as far as this device knows it: what it signs without a line is judged by that. */
export const serverNow = (): Date => new Date(Date.now() + (Number(localStorage.getItem(KEPT)) || 0));
