import type { Foundation } from '../../compose/foundation.ts';

/** What a check found: nothing wrong, or each fault in a sentence (the first ten). */
export type Finding = { isFine: boolean; told: string; faults: readonly string[] };

export type Check = { name: string; look: (foundation: Foundation) => Promise<Finding> };

const MOST_FAULTS = 10;

/** @param told what was looked at, for when nothing is wrong */
export const findingOf = (told: string, faults: readonly string[]): Finding => ({
  isFine: faults.length === 0,
  told,
  faults: faults.slice(0, MOST_FAULTS),
});
