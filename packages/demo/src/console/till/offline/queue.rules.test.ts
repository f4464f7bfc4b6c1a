import { describe, expect, it } from 'vitest';
import type { Entry, EntryState } from './entry.ts';
import { ageOf, type Answer, inSight, isOver, nextToSend, stateAfter, waitAfter } from './queue.rules.ts';

const AT = '2026-11-24T10:00:00.000Z';
const later = (hours: number): Date => new Date(Date.parse(AT) + hours * 3_600_000);
const conflict = (isNoted: boolean): EntryState => ({
  is: 'conflict',
  at: AT,
  code: 'EXPIRED',
  words: '已过期',
  isNoted,
});
const done: EntryState = { is: 'done', at: AT, title: '券', redemptionId: 'rdm_1' };

const anEntry = (over: Partial<Entry> = {}): Entry => ({
  id: 'key',
  owner: 'me',
  ownerName: '小王',
  asked: { value: '123456789012', cardId: null, storeId: null, amountFen: null, way: 'STAFF_TYPED' },
  title: null,
  storeName: null,
  confirmedAt: AT,
  counter: 1,
  proof: null,
  tries: 0,
  state: { is: 'waiting' },
  ...over,
});

describe('the queue', () => {
  it.each<[Answer, EntryState]>([
    [{ is: 'done', title: '券', redemptionId: 'rdm_1' }, done],
    [{ is: 'refused', code: 'EXPIRED', words: '已过期' }, conflict(false)],
    [{ is: 'signedOut' }, { is: 'needsSignIn' }],
    [{ is: 'lost' }, { is: 'waiting' }],
    [{ is: 'unwell' }, { is: 'waiting' }],
  ])('puts an entry, after %j, to its state', (answer, state) => {
    expect(stateAfter(answer, new Date(AT))).toEqual(state);
  });

  it('sends in the order of confirmation, also what was being sent when a page was closed', () => {
    const entries = [
      anEntry({ id: 'c', counter: 3 }),
      anEntry({ id: 'b', counter: 2, state: { is: 'sending' } }),
      anEntry({ id: 'a', counter: 1, state: done }),
      anEntry({ id: 'other', owner: 'you', counter: 1 }),
    ];
    expect(nextToSend(entries, { owner: 'me' })?.id).toBe('b');
    expect(nextToSend(entries, { owner: 'nobody' })).toBeNull();
  });

  it('shows open conflicts first, then what waits, then the rest', () => {
    const entries = [
      anEntry({ id: 'done', counter: 4, state: done }),
      anEntry({ id: 'waits', counter: 3 }),
      anEntry({ id: 'noted', counter: 2, state: conflict(true) }),
      anEntry({ id: 'open', counter: 1, state: conflict(false) }),
    ];
    expect(inSight(entries).map(({ id }) => id)).toEqual(['open', 'waits', 'done', 'noted']);
  });

  it.each<[EntryState, boolean]>([
    [done, true],
    [conflict(true), true],
    [conflict(false), false],
    [{ is: 'waiting' }, false],
    [{ is: 'needsSignIn' }, false],
  ])('after a day forgets %j: %s', (state, isForgotten) => {
    expect(isOver(anEntry({ state }), later(25))).toBe(isForgotten);
    expect(isOver(anEntry({ state }), later(23))).toBe(false);
  });

  it.each<[number, EntryState, string]>([
    [19, { is: 'waiting' }, 'fresh'],
    [21, { is: 'waiting' }, 'old'],
    [25, { is: 'needsSignIn' }, 'tooOld'],
    [25, done, 'fresh'],
  ])('warns of age: after %i h %j is %s', (hours, state, age) => {
    expect(ageOf(anEntry({ state }), later(hours))).toBe(age);
  });

  it.each([
    [1, 2_000],
    [2, 4_000],
    [5, 32_000],
    [9, 60_000],
  ])('waits, after %i tries, %i ms', (tries, wait) => {
    expect(waitAfter(tries)).toBe(wait);
  });
});
