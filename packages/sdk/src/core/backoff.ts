/**
 * Milliseconds to wait before try number `tries` (from 1): doubling, and spread, so that all pages that an outage hit
 * do not come back at once.
 */
export const backoffMs = (tries: number, random: number = Math.random()): number =>
  Math.min(4_000, 250 * 2 ** tries) * (0.5 + random / 2);
