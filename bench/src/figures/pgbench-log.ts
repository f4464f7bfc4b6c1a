import type { Figures } from '../driver/job.ts';
import { percentile } from './statistics.ts';

/** One line of pgbench's log. */
export type LoggedTransaction = { endedAtMs: number; latencyMs: number };

/** Lines are `client transaction latency script seconds microseconds`, both latency and the last in µs. */
export function pgbenchLog(text: string): LoggedTransaction[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, , latency = Number.NaN, , seconds = Number.NaN, micros = 0] = line.split(' ').map(Number);
      return { endedAtMs: seconds * 1000 + micros / 1000, latencyMs: latency / 1000 };
    });
}

/** What ended after the measured time began; all, when everything was over before; null when nothing was done. */
export function pgbenchFigures(all: readonly LoggedTransaction[], beganAtMs: number | null): Figures | null {
  const later = beganAtMs === null ? [] : all.filter(({ endedAtMs }) => endedAtMs >= beganAtMs);
  return later.length === 0 || beganAtMs === null ? figuresOf(all, null) : figuresOf(later, beganAtMs);
}

function figuresOf(transactions: readonly LoggedTransaction[], beganAtMs: number | null): Figures | null {
  const ends = transactions.map(({ endedAtMs }) => endedAtMs).sort((a, b) => a - b);
  const [first] = ends;
  const last = ends.at(-1);
  if (first === undefined || last === undefined) return null;
  const latencies = transactions.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    operations: latencies.length,
    seconds: (last - (beganAtMs ?? first)) / 1000,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}
