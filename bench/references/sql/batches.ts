import { coalescing } from './coalesce.ts';
import type { Database, Row } from './database.ts';

/** Claims and redemptions that go to the database together. */
export type Batches = {
  /** Gives `id` and `value` of the code. */
  claim: (claim: { cardId: string; openid: string }) => Promise<Row>;
  redeem: (value: string) => Promise<Row>;
};

/** Lanes, and so connections. A card has one lane, so batches never wait for each other's locks. */
export const LANES = 4;

const CLAIMS = 'SELECT id, value, verdict FROM claim_batch($1, $2)';
const BARE_CLAIMS = 'SELECT id, value, verdict FROM claim_batch_bare($1, $2)';
const REDEMPTIONS = 'SELECT id, verdict FROM redeem_batch($1, true)';
const BARE_REDEMPTIONS = 'SELECT id, verdict FROM redeem_batch($1, false)';

/** @param keeps what is kept of each: limits and events too, or codes and stock alone */
export function openBatches(database: Database, keeps: 'everything' | 'codes'): Batches {
  const isWhole = keeps === 'everything';
  const claim = coalescing<{ cardId: string; openid: string }, Row>({
    lanes: LANES,
    laneOf: ({ cardId }) => cardId,
    send: (items) =>
      database('claims', isWhole ? CLAIMS : BARE_CLAIMS, [
        items.map(({ cardId }) => cardId),
        items.map(({ openid }) => openid),
      ]),
  });
  const redeem = coalescing<string, Row>({
    lanes: LANES,
    laneOf: (value) => value,
    send: (values) => database('redemptions', isWhole ? REDEMPTIONS : BARE_REDEMPTIONS, [values]),
  });
  return {
    claim: async (item) => judged(await claim(item), 'CLAIMED'),
    redeem: async (value) => judged(await redeem(value), 'REDEEMED'),
  };
}

function judged(row: Row, good: string): Row {
  if (row['verdict'] !== good) throw new Error(String(row['verdict']));
  return row;
}
