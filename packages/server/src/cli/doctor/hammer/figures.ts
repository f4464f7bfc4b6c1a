import type { Told } from './load.ts';

type Figure = { count: number; perSecond: number; p50Ms: number | null; p99Ms: number | null };
export type Figures = Record<keyof Told['latencies'], Figure>;

/** Nearest rank; null when there is nothing. */
function percentile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

function figureOf(latencies: readonly number[], seconds: number): Figure {
  const sorted = [...latencies].sort((a, b) => a - b);
  const perSecond = Math.round(sorted.length / seconds);
  return { count: sorted.length, perSecond, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
}

/** How many of each there were, and how long they took. */
export const figuresOf = ({ latencies }: Told, seconds: number): Figures => ({
  claims: figureOf(latencies.claims, seconds),
  repeats: figureOf(latencies.repeats, seconds),
  refusals: figureOf(latencies.refusals, seconds),
  redemptions: figureOf(latencies.redemptions, seconds),
});

export const figureLines = (figures: Figures): string[] =>
  Object.entries(figures).map(
    ([name, { count, perSecond, p50Ms, p99Ms }]) =>
      `${name.padEnd(12)} ${String(count).padStart(6)} ${String(perSecond).padStart(6)}/s   p50 ${p50Ms ?? '–'} ms, p99 ${p99Ms ?? '–'} ms`,
  );
