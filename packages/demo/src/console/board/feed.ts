import type { ClaimFeedData, FeedCard, RedemptionFeedData, RedemptionWay } from '../../generated/console.ts';

/** What is the same of a claim and a redemption. `id` is the event's: the same however often it is delivered. */
type FeedEvent = { id: string; sequence: number; occurredAt: string; openid: string; value: string; card: FeedCard };

/** One line of the board. */
export type FeedRow = FeedEvent &
  (
    | { kind: 'claim'; channel: string | null }
    | { kind: 'redemption' | 'reversal'; store: string | null; amountFen: number | null; way: RedemptionWay }
  );

export const MOST_ROWS = 200;

export function rowOfClaim({ id, sequence, occurredAt, claim }: ClaimFeedData['claims']): FeedRow {
  const { openid, outerStr, code, card } = claim;
  return { id, sequence, occurredAt, openid, value: code.value, card, kind: 'claim', channel: outerStr };
}

export function rowOfRedemption(told: RedemptionFeedData['redemptions']): FeedRow {
  const { id, sequence, occurredAt, isReversal, redemption } = told;
  const { openid, code, card, store, amountFen, way } = redemption;
  const event = { id, sequence, occurredAt, openid, value: code.value, card };
  return { ...event, kind: isReversal ? 'reversal' : 'redemption', store: store?.name ?? null, amountFen, way };
}

/**
 * The rows with new ones among them: each event once, the newest first, at most 200. Order is the server's sequence, so
 * it does not matter which of the streams was faster, or what is replayed after a cut.
 */
export function mergeRows(rows: readonly FeedRow[], more: readonly FeedRow[]): readonly FeedRow[] {
  const known = new Set(rows.map(({ id }) => id));
  const fresh = more.filter(({ id }) => !known.has(id) && known.add(id));
  if (fresh.length === 0) return rows;
  const all = [...rows, ...fresh];
  return all.sort((a, b) => b.sequence - a.sequence).slice(0, MOST_ROWS);
}
