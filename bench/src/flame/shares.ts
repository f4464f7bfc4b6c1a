import type { PlaceOf } from './place-of.ts';
import type { Call } from './profile.ts';

/** How much of all looks of the profiler met code of one place, without what that code had called elsewhere. */
export type Share = { place: string; share: number };

/** Shares of all places, the largest first. */
export function sharesOf(root: Call, placeOf: PlaceOf): Share[] {
  const looks = new Map<string, number>();
  const walk = ({ frame, own, below }: Call, caller: string): void => {
    const place = placeOf(frame) ?? caller;
    looks.set(place, (looks.get(place) ?? 0) + own);
    for (const call of below) walk(call, place);
  };
  walk(root, 'the rest of Node');
  return [...looks]
    .filter(([, count]) => count > 0)
    .map(([place, count]) => ({ place, share: count / root.whole }))
    .toSorted((one, other) => other.share - one.share);
}

const LEAST_SHARE = 0.005;

/**
 * The shares as a table.
 * @param micros what an operation takes of the main thread
 */
export function sharesText(shares: readonly Share[], micros: number): string {
  const shown = shares.filter(({ share }) => share >= LEAST_SHARE);
  const rest = shares.filter(({ share }) => share < LEAST_SHARE).reduce((sum, { share }) => sum + share, 0);
  const row = ({ place, share }: Share): string =>
    `| ${place} | ${(share * 100).toFixed(1)} % | ${(share * micros).toFixed(1)} |`;
  return [
    '| where | share | µs/operation |',
    '|---|--:|--:|',
    ...[...shown, { place: 'less than half a percent each', share: rest }].map(row),
  ].join('\n');
}
