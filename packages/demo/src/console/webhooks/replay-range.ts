/** A range as it stands in the controls. */
export type RangeDraft = { afterSequence: string; untilSequence: string; onlyMissing: boolean };

const MOST_IN_RANGE = 10_000;

const numberIn = (text: string): number => (/^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What the server would refuse anyway, by field. */
export function checkRange({ afterSequence, untilSequence }: RangeDraft): Record<string, 'notNumber' | 'wrongRange'> {
  const [after, until] = [numberIn(afterSequence), numberIn(untilSequence)];
  if (Number.isNaN(after)) return { afterSequence: 'notNumber' };
  if (Number.isNaN(until)) return { untilSequence: 'notNumber' };
  return until > after && until - after <= MOST_IN_RANGE ? {} : { untilSequence: 'wrongRange' };
}

export const rangeOf = ({ afterSequence, untilSequence, onlyMissing }: RangeDraft) => ({
  afterSequence: numberIn(afterSequence),
  untilSequence: numberIn(untilSequence),
  onlyMissing,
});

/** What is missing among as many of the latest events as can be replayed at once. */
export const rangeUpTo = (last: number): RangeDraft => ({
  afterSequence: String(Math.max(0, last - MOST_IN_RANGE)),
  untilSequence: String(last),
  onlyMissing: true,
});
