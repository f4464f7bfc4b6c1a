import { secondsIn } from './card-ext.rules.ts';

/** How far the signer's clock may be from ours (sdk.md §4.5). */
export const SKEW_SECONDS = 300;

/** Seconds by which the time in a signature is ahead of ours; null: there is no time in it. */
export function clockSkewAt(now: Date, timestamp: string | undefined): number | null {
  const seconds = secondsIn(timestamp);
  return seconds === null ? null : seconds - Math.floor(now.getTime() / 1000);
}
