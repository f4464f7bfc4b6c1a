import type { CodeStatus, RedemptionWay } from '../../generated/prisma/enums.ts';
import type { EventPayloads } from '../events/index.ts';
import { batchText, type OrderPlace } from '../kit/batch-orders.ts';
import type { DomainContext } from '../kit/context.ts';
import { rowsOf } from '../kit/rows-of.ts';

/** A redemption that facts allow, ready to be judged by what only the database knows. Ids of what it would make are its own. */
export type ReadyRedemption = {
  merchantId: string;
  cardId: string;
  codeId: string;
  openid: string;
  /** The rows that its facts were judged by (`xmin`); null: the caller holds the code, and has judged it since. */
  codeRow: string | null;
  cardRow: string | null;
  from: CodeStatus;
  useLimit: number;
  way: RedemptionWay;
  storeId: string | null;
  staffId: string | null;
  amountFen: number | null;
  outerStr: string | null;
  verificationCode: string | null;
  confirmedAt: Date | null;
  deviceId: string | null;
  deviceCounter: number | null;
  redemptionId: string;
  historyId: string;
  eventId: string;
  /** What the event tells. */
  told: EventPayloads['code.redeemed'];
  at: Date;
  actorKind: string;
  actorId: string | null;
  /** Kept with the redemption; null: the call has none, or it is kept already. */
  key: string | null;
  scope: string | null;
  requestHash: string | null;
  keepUntil: Date | null;
};

type Word =
  | 'REDEEMED'
  | 'REPLAYED'
  | 'KEY_REUSED'
  | 'LIMIT_REACHED'
  /** Code or card is another than the one that was judged. */
  | 'CHANGED'
  /** Somebody else holds the code or was counted in the same moment, or the batch has its code or its key twice. */
  | 'WAIT';

export type RedemptionVerdict = {
  verdict: Word;
  /** Of REDEEMED and REPLAYED. */
  redemptionId: string | null;
  /** How often the holder had redeemed the card before. */
  used: number;
};

/**
 * Judges and makes redemptions as one (R1, R2), each by itself: one verdict each, in their order. Either all that is
 * redeemed is committed with its history, count, event and answer, or it throws and nothing is.
 */
export async function commitRedemptions(
  ctx: Pick<DomainContext, 'tx' | 'runStatement'>,
  ready: readonly ReadyRedemption[],
): Promise<RedemptionVerdict[]> {
  const { facts, given } = batchText(ready, { factsOf, restOf, namesOf });
  const rows = await rowsOf<RedemptionVerdict & { nth: number }>(ctx, {
    name: 'redeem_codes',
    text: 'SELECT * FROM "redeem_codes"($1::json, $2::json)',
    values: [facts, given],
  });
  return rows.map(({ verdict, redemptionId, used }) => ({ verdict, redemptionId, used }));
}

// Fields one by one: spread objects are slow to make, and these are made for every redemption.

const factsOf = (order: ReadyRedemption) => ({
  merchantId: order.merchantId,
  cardId: order.cardId,
  cardRow: order.cardRow,
  from: order.from,
  useLimit: order.useLimit,
  way: order.way,
  storeId: order.storeId,
  staffId: order.staffId,
  actorKind: order.actorKind,
  actorId: order.actorId,
  scope: order.scope,
});

const restOf = (order: ReadyRedemption, { nth, of, isShared }: OrderPlace) => ({
  nth,
  of,
  isShared,
  codeId: order.codeId,
  codeRow: order.codeRow,
  openid: order.openid,
  amountFen: order.amountFen,
  outerStr: order.outerStr,
  verificationCode: order.verificationCode,
  confirmedAt: order.confirmedAt,
  deviceId: order.deviceId,
  deviceCounter: order.deviceCounter,
  redemptionId: order.redemptionId,
  historyId: order.historyId,
  eventId: order.eventId,
  told: order.told,
  at: order.at,
  key: order.key,
  requestHash: order.requestHash,
  keepUntil: order.keepUntil,
});

/** The code, and a key of whoever redeems. */
function namesOf({ codeId, merchantId, scope, key }: ReadyRedemption): string[] {
  return key === null ? [`code\n${codeId}`] : [`code\n${codeId}`, `key\n${merchantId}\n${scope}\n${key}`];
}
