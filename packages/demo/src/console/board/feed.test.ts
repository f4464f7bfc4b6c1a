import { describe, expect, it } from 'vitest';
import { type FeedRow, mergeRows, MOST_ROWS, rowOfClaim, rowOfRedemption } from './feed.ts';

const card = { id: 'card_1', title: '满100减10元', color: { hex: '#63b359' } };
const row = (sequence: number): FeedRow => ({
  id: `evt_${sequence}`,
  sequence,
  occurredAt: '2026-11-24T10:00:00.000Z',
  openid: 'ann',
  value: '123456789012',
  card,
  kind: 'claim',
  channel: null,
});
const rows = (...sequences: number[]) => sequences.map(row);
const sequencesOf = (list: readonly FeedRow[]) => list.map(({ sequence }) => sequence);

describe('the rows of the board', () => {
  it('stand newest first, in whatever order they come', () => {
    expect(sequencesOf(mergeRows(rows(5, 3), rows(4, 7, 1)))).toEqual([7, 5, 4, 3, 1]);
  });
  it('hold each event once, also when it is replayed', () => {
    expect(sequencesOf(mergeRows(rows(3, 2, 1), rows(2, 3, 4, 4)))).toEqual([4, 3, 2, 1]);
  });
  it('stay the very same when nothing is new', () => {
    const before = rows(2, 1);
    expect(mergeRows(before, rows(1))).toBe(before);
  });
  it('are 200 at most, and old ones that are replayed do not come back', () => {
    const all = Array.from({ length: 300 }, (_, index) => index + 1);
    const full = mergeRows([], rows(...all));
    expect(full).toHaveLength(MOST_ROWS);
    expect(sequencesOf(full).at(-1)).toBe(101);
    expect(sequencesOf(mergeRows(full, rows(50, 100)))).toEqual(sequencesOf(full));
  });
  it('lose none and double none, however two streams are cut and mixed', () => {
    const all = Array.from({ length: 150 }, (_, index) => index + 1);
    let seed = 7;
    const chance = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const deliveries = [...all, ...all.filter(() => chance() < 0.4)].toSorted(() => chance() - 0.5);
    let board: readonly FeedRow[] = [];
    while (deliveries.length > 0) board = mergeRows(board, rows(...deliveries.splice(0, 1 + Math.floor(chance() * 9))));
    expect(sequencesOf(board)).toEqual(all.toReversed());
  });
});

describe('a row', () => {
  const event = { id: 'evt_1', sequence: 1, cursor: 'c', occurredAt: '2026-11-24T10:00:00.000Z' };
  it('of a claim names its channel', () => {
    const claim = { id: 'claim_1', openid: 'ann', outerStr: 'shop', code: { value: '1' }, card };
    expect(rowOfClaim({ ...event, claim })).toMatchObject({
      kind: 'claim',
      channel: 'shop',
      value: '1',
      openid: 'ann',
    });
  });
  it('of a redemption names store and amount, and says when it was taken back', () => {
    const use = { id: 'rdm_1', openid: 'ann', amountFen: 12_000, way: 'CONSOLE', code: { value: '1' }, card } as const;
    const redemption = { ...use, store: { name: '春熙路店' } };
    expect(rowOfRedemption({ ...event, isReversal: false, redemption })).toMatchObject({
      kind: 'redemption',
      store: '春熙路店',
      amountFen: 12_000,
    });
    expect(rowOfRedemption({ ...event, isReversal: true, redemption })).toMatchObject({ kind: 'reversal' });
  });
});
