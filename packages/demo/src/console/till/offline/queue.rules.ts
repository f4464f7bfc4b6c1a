import type { Entry, EntryState } from './entry.ts';

/** What came of sending an entry. */
export type Answer =
  | { is: 'done'; title: string; redemptionId: string }
  | { is: 'refused'; code: string; words: string }
  /** Nobody is signed in, or somebody else. */
  | { is: 'signedOut' }
  /** No line. */
  | { is: 'lost' }
  /** The server could not do it now; what waits behind it may go well all the same. */
  | { is: 'unwell' };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The server takes no entry that is older (contract). */
const GOOD_FOR_MS = 24 * HOUR_MS;
/** So long before that the till warns. */
const WARN_BEFORE_MS = 4 * HOUR_MS;
/** What was sent and noted stays in sight for a day, for the question "did that work?". */
const KEPT_FOR_MS = 24 * HOUR_MS;
const FIRST_WAIT_MS = 2_000;
const MOST_WAIT_MS = MINUTE_MS;

/** Where an entry stands after an answer. */
export function stateAfter(answer: Answer, now: Date): EntryState {
  const at = now.toISOString();
  switch (answer.is) {
    case 'done':
      return { is: 'done', at, title: answer.title, redemptionId: answer.redemptionId };
    case 'refused':
      return { is: 'conflict', at, code: answer.code, words: answer.words, isNoted: false };
    case 'signedOut':
      return { is: 'needsSignIn' };
    case 'lost':
    case 'unwell':
      return { is: 'waiting' };
    default:
      return answer satisfies never;
  }
}

/** Whether it still has to be sent. `sending` counts: its page may have been closed before the answer came. */
export const isUnsent = ({ state }: Entry): boolean =>
  state.is === 'waiting' || state.is === 'sending' || state.is === 'needsSignIn';

/** A conflict that nobody has taken note of. */
export const isOpenConflict = ({ state }: Entry): boolean => state.is === 'conflict' && !state.isNoted;

const byCounter = (one: Entry, other: Entry): number =>
  Date.parse(one.confirmedAt) - Date.parse(other.confirmedAt) || one.counter - other.counter;

type Ahead = { owner: string; passedBy?: ReadonlySet<string> };

/** The next one to send, of this person, in the order in which they were confirmed; without those that are passed by. */
export const nextToSend = (entries: readonly Entry[], { owner, passedBy }: Ahead): Entry | null =>
  entries
    .filter((entry) => entry.owner === owner && isUnsent(entry) && passedBy?.has(entry.id) !== true)
    .sort(byCounter)[0] ?? null;

/** What is there to see: open conflicts first, then what waits, then what is done. */
export function inSight(entries: readonly Entry[]): Entry[] {
  const rank = (entry: Entry): number => (isOpenConflict(entry) ? 0 : isUnsent(entry) ? 1 : 2);
  return [...entries].sort((one, other) => rank(one) - rank(other) || byCounter(other, one));
}

/** Whether it can be forgotten; what waits, or was refused without anybody's knowing, never is. */
export function isOver({ state }: Entry, now: Date): boolean {
  if (state.is !== 'done' && !(state.is === 'conflict' && state.isNoted)) return false;
  return now.getTime() - Date.parse(state.at) > KEPT_FOR_MS;
}

/** Whether an unsent entry will soon be too old for the server, or is so already. */
export function ageOf(entry: Entry, now: Date): 'fresh' | 'old' | 'tooOld' {
  const age = now.getTime() - Date.parse(entry.confirmedAt);
  if (!isUnsent(entry) || age < GOOD_FOR_MS - WARN_BEFORE_MS) return 'fresh';
  return age < GOOD_FOR_MS ? 'old' : 'tooOld';
}

/** How long to wait before the next try, twice as long each time; at most a minute. */
export const waitAfter = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** Math.max(tries - 1, 0), MOST_WAIT_MS);
