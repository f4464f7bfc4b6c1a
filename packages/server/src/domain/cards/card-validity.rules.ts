import { InvalidInputError } from '../kit/errors.ts';
import { LATEST_TIME, startOfDay } from '../kit/time.ts';
import type { ValidityType } from '../../generated/prisma/enums.ts';
import type { CardDraft, ValidityDraft } from './card-draft.ts';
import { isEverlasting } from './kinds/index.ts';

export type Validity =
  | { validityType: 'FIX_TIME_RANGE'; validFrom: Date; validUntil: Date; termDays: null; termStartDays: null }
  | { validityType: 'FIX_TERM'; validFrom: null; validUntil: Date | null; termDays: number; termStartDays: number }
  | { validityType: 'PERMANENT'; validFrom: null; validUntil: null; termDays: null; termStartDays: null };

const MAX_TERM_DAYS = 4_000;
const refuse = (field: string, message: string): InvalidInputError =>
  new InvalidInputError(['validity', field], message, 'TIME');

const REQUIRED_BY_TYPE: ReadonlyMap<unknown, readonly (keyof ValidityDraft)[]> = new Map([
  ['FIX_TIME_RANGE', ['from', 'until']],
  ['FIX_TERM', ['termDays']],
]);

/** Fields without which the validity of a draft is none, by its type. */
export const requiredOfValidity = ({ validity }: CardDraft): string[][] =>
  ['type', ...(REQUIRED_BY_TYPE.get(validity?.type) ?? [])].map((name) => ['validity', name]);

/** The validity of a draft (C4), half-open. Whether it is already over depends on the time and is asked by {@link assertNotOver}. */
export function parseValidity({ kind, validity }: CardDraft): Validity {
  if (validity?.type === 'FIX_TIME_RANGE') return parseRange(validity);
  if (validity?.type === 'FIX_TERM') return parseTerm(validity);
  if (validity?.type === 'PERMANENT') return parsePermanent(kind);
  throw refuse('type', 'Must be FIX_TIME_RANGE, FIX_TERM or PERMANENT');
}

function parsePermanent(kind: CardDraft['kind']): Validity {
  if (!isEverlasting(kind)) throw refuse('type', 'Only membership cards are good for ever');
  return { validityType: 'PERMANENT', validFrom: null, validUntil: null, termDays: null, termStartDays: null };
}

function parseRange(given: ValidityDraft): Validity {
  const [validFrom, validUntil] = [timeAt('from', given.from), timeAt('until', given.until)];
  if (validUntil <= validFrom) throw refuse('until', 'Must be later than the begin');
  return { validityType: 'FIX_TIME_RANGE', validFrom, validUntil, termDays: null, termStartDays: null };
}

function parseTerm(given: ValidityDraft): Validity {
  const termDays = daysAt('termDays', given.termDays, 1);
  const termStartDays = daysAt('termStartDays', given.termStartDays ?? 0, 0);
  const validUntil = given.until ? timeAt('until', given.until) : null;
  return { validityType: 'FIX_TERM', validFrom: null, validUntil, termDays, termStartDays };
}

function daysAt(field: string, days: number | null | undefined, least: number): number {
  if (!Number.isInteger(days) || days == null || days < least || days > MAX_TERM_DAYS)
    throw refuse(field, `Must be a whole number of days from ${least} to ${MAX_TERM_DAYS}`);
  return days;
}

function timeAt(field: string, time: Date | null | undefined): Date {
  if (!time || Number.isNaN(time.getTime()) || time.getTime() < 0) throw refuse(field, 'No time');
  if (time >= LATEST_TIME) throw refuse(field, 'Must be earlier than 2038-01-19');
  return time;
}

export function assertNotOver(validity: Validity, at: Date): void {
  if (validity.validUntil && validity.validUntil <= at) throw refuse('until', 'The validity is already over');
}

export type StoredValidity = {
  validityType: ValidityType;
  validFrom: Date | null;
  validUntil: Date | null;
  termDays: number | null;
  termStartDays: number | null;
};

/** The window of one code, fixed at its claim; without an end where it is good for ever. Days of a term are calendar days in the merchant's zone. */
export function windowOf(
  card: StoredValidity,
  claimedAt: Date,
  timeZone: string,
): { validFrom: Date; validUntil: Date | null } {
  if (card.validityType === 'PERMANENT') return { validFrom: claimedAt, validUntil: null };
  if (card.validityType === 'FIX_TIME_RANGE')
    return { validFrom: card.validFrom ?? claimedAt, validUntil: card.validUntil ?? LATEST_TIME };
  const startDays = card.termStartDays ?? 0;
  const validFrom = startDays === 0 ? claimedAt : startOfDay(claimedAt, startDays, timeZone);
  const termEnd = startOfDay(claimedAt, startDays + (card.termDays ?? 1), timeZone);
  const ends = [termEnd, card.validUntil ?? LATEST_TIME, LATEST_TIME];
  return { validFrom, validUntil: ends.reduce((first, end) => (end < first ? end : first)) };
}

type Window = ReturnType<typeof windowOf>;

/** As {@link windowOf}, for many claims of one card: days are reckoned anew only when the day has changed. */
export function windowsOf(card: StoredValidity, timeZone: string): (claimedAt: Date) => Window {
  let today: { from: Date; until: Date; window: Window; beginsAtClaim: boolean } | null = null;
  return (claimedAt) => {
    if (today === null || claimedAt < today.from || today.until <= claimedAt) {
      const window = windowOf(card, claimedAt, timeZone);
      const [from, until] = [startOfDay(claimedAt, 0, timeZone), startOfDay(claimedAt, 1, timeZone)];
      today = { from, until, window, beginsAtClaim: window.validFrom === claimedAt };
    }
    return today.beginsAtClaim ? { ...today.window, validFrom: claimedAt } : today.window;
  };
}
