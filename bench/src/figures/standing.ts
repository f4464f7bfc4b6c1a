import type { Sample } from '../measure.ts';
import { median, medianOfKnown } from './statistics.ts';

/** What a target came to: medians of its rounds. */
export type Standing = Sample & { name: string; title: string; rounds: Sample[] };

export function standingOf({ name, title }: { name: string; title: string }, rounds: Sample[]): Standing {
  const middle = (of: (sample: Sample) => number): number => median(rounds.map(of));
  const known = (of: (sample: Sample) => number | null): number | null => medianOfKnown(rounds.map(of));
  const memory = rounds.map(({ memoryMegabytes }) => memoryMegabytes).filter((value) => value !== null);
  return {
    name,
    title,
    perSecond: middle(({ perSecond }) => perSecond),
    p50Ms: known(({ p50Ms }) => p50Ms),
    p99Ms: known(({ p99Ms }) => p99Ms),
    serverMicros: known(({ serverMicros }) => serverMicros),
    databaseMicros: known(({ databaseMicros }) => databaseMicros),
    driverMicros: known(({ driverMicros }) => driverMicros),
    // The bar is a bound, so the most counts.
    memoryMegabytes: memory.length === 0 ? null : Math.max(...memory),
    ...extrasOf(rounds),
    rounds,
  };
}

/** Medians of what all rounds tell beside the rest. */
function extrasOf(rounds: readonly Sample[]): Pick<Sample, 'extras'> {
  const names = Object.keys(rounds[0]?.extras ?? {});
  if (names.length === 0) return {};
  const middle = (name: string): number => median(rounds.map(({ extras }) => extras?.[name] ?? Number.NaN));
  return { extras: Object.fromEntries(names.map((name) => [name, middle(name)])) };
}
