import { InvalidInputError } from '../kit/errors.ts';
import { LATEST_TIME, startOfDay } from '../kit/time.ts';
import type { CardDraft, ValidityDraft } from './card-draft.ts';

export type Validity =
  | { validityType: 'FIX_TIME_RANGE'; validFrom: Date; validUntil: Date; termDays: null; termStartDays: null }
  | { validityType: 'FIX_TERM'; validFrom: null; validUntil: Date | null; termDays: number; termStartDays: number };

const MAX_TERM_DAYS = 4_000;
const refuse = (field: string, message: string): InvalidInputError =>
  new InvalidInputError(['validity', field], message, 'TIME');

/** The validity of a draft (C4), half-open. Whether it is already over depends on the time and is asked by {@link assertNotOver}. */
export function parseValidity(draft: CardDraft): Validity {
  const { validity } = draft;
  if (!validity) throw new InvalidInputError(['validity'], 'Missing', 'MISSING');
  if (validity.type === 'FIX_TIME_RANGE') return parseRange(validity);
  if (validity.type === 'FIX_TERM') return parseTerm(validity);
  throw new InvalidInputError(
    ['validity', 'type'],
    'Must be FIX_TIME_RANGE or FIX_TERM',
    validity.type ? 'TIME' : 'MISSING',
  );
}

function parseRange({ from, until }: ValidityDraft): Validity {
  if (!from) throw new InvalidInputError(['validity', 'from'], 'Missing', 'MISSING');
  if (!until) throw new InvalidInputError(['validity', 'until'], 'Missing', 'MISSING');
  assertTime('from', from);
  assertTime('until', until);
  if (until <= from) throw refuse('until', 'Must be later than the begin');
  return { validityType: 'FIX_TIME_RANGE', validFrom: from, validUntil: until, termDays: null, termStartDays: null };
}

function parseTerm({ termDays, termStartDays, until }: ValidityDraft): Validity {
  if (termDays === null || termDays === undefined)
    throw new InvalidInputError(['validity', 'termDays'], 'Missing', 'MISSING');
  if (!isDays(termDays) || termDays < 1)
    throw refuse('termDays', `Must be a whole number of days from 1 to ${MAX_TERM_DAYS}`);
  const startDays = termStartDays ?? 0;
  if (!isDays(startDays)) throw refuse('termStartDays', `Must be a whole number of days from 0 to ${MAX_TERM_DAYS}`);
  if (until) assertTime('until', until);
  return { validityType: 'FIX_TERM', validFrom: null, validUntil: until ?? null, termDays, termStartDays: startDays };
}

const isDays = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= MAX_TERM_DAYS;

function assertTime(field: string, time: Date): void {
  if (Number.isNaN(time.getTime()) || time.getTime() < 0) throw refuse(field, 'No time');
  if (time >= LATEST_TIME) throw refuse(field, 'Must be earlier than 2038-01-19');
}

export function assertNotOver(validity: Validity, at: Date): void {
  if (validity.validUntil && validity.validUntil <= at) throw refuse('until', 'The validity is already over');
}

export type StoredValidity = {
  validityType: 'FIX_TIME_RANGE' | 'FIX_TERM';
  validFrom: Date | null;
  validUntil: Date | null;
  termDays: number | null;
  termStartDays: number | null;
};

/** The window of one code, fixed at its claim. Days of a term are calendar days in the merchant's zone. */
export function windowOf(
  card: StoredValidity,
  claimedAt: Date,
  timeZone: string,
): { validFrom: Date; validUntil: Date } {
  if (card.validityType === 'FIX_TIME_RANGE')
    return { validFrom: card.validFrom ?? claimedAt, validUntil: card.validUntil ?? LATEST_TIME };
  const startDays = card.termStartDays ?? 0;
  const validFrom = startDays === 0 ? claimedAt : startOfDay(claimedAt, startDays, timeZone);
  const termEnd = startOfDay(claimedAt, startDays + (card.termDays ?? 1), timeZone);
  const ends = [termEnd, card.validUntil ?? LATEST_TIME, LATEST_TIME];
  return { validFrom, validUntil: ends.reduce((first, end) => (end < first ? end : first)) };
}
