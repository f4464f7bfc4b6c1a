import type { DomainContext } from '../kit/context.ts';
import { batchText, type OrderPlace } from '../kit/batch-orders.ts';
import { rowsOf } from '../kit/rows-of.ts';
import { LOW_FROM, LOW_MARK } from '../stock/index.ts';
import type { CodeMode } from '../../generated/prisma/enums.ts';

/** A claim that facts allow, ready to be judged by what only the database knows. Ids of what it would make are its own. */
export type ClaimOrder = {
  merchantId: string;
  cardId: string;
  /** The row of the card that its facts were judged by (`xmin`), and the zone that its window was reckoned in. */
  cardRow: string;
  timeZone: string;
  mode: CodeMode;
  claimLimit: number;
  /** C8: only testers may claim it. */
  forTesters: boolean;
  /** L3: only who is in its audience may. */
  forAudience: boolean;
  openid: string;
  outerStr: string | null;
  placementId: string | null;
  /** The number of its code: a fresh one, or the one that the merchant names; null: a deposited one. */
  value: string | null;
  claimId: string;
  codeId: string;
  historyId: string;
  eventId: string;
  /** Of the event of a card that is not in circulation yet, if it is this claim that puts it there (C8); null: it is there. */
  distributedEventId: string | null;
  at: Date;
  validFrom: Date;
  validUntil: Date | null;
  actorKind: string;
  actorId: string | null;
  /** Kept with the claim; null: the call has none. */
  key: string | null;
  requestHash: string | null;
  keepUntil: Date | null;
};

type Word =
  | 'CLAIMED'
  | 'REPLAYED'
  | 'KEY_REUSED'
  /** The card is another than the one that was judged: judge it again. */
  | 'CARD_CHANGED'
  /** Somebody is changing the card that it would put into circulation: such a claim is made alone, and waits. */
  | 'CARD_HELD'
  | 'NOT_A_TESTER'
  | 'NOT_IN_AUDIENCE'
  | 'CODE_TAKEN'
  | 'LIMIT_REACHED'
  | 'OUT_OF_STOCK'
  /** It would bring the stock down to the low mark: such a claim is made alone, and tells. */
  | 'LOW_MARK'
  /** It shares its user, its key or its code with another one: ask again. */
  | 'WAIT';

export type ClaimVerdict = {
  verdict: Word;
  /** Of CLAIMED and REPLAYED. */
  claimId: string | null;
  /** The number of the code of CLAIMED. */
  value: string | null;
  /** How often the user had claimed the card before. */
  used: number;
  /** The card's stock before the batch. */
  left: number;
  quantity: number;
  /** The row that the card has become, if the batch has put it into circulation; else null. */
  cardRow: string | null;
};

type Row = Omit<ClaimVerdict, 'left' | 'quantity'> & { left: bigint | string; quantity: bigint | string };

const TEXT = 'SELECT * FROM "claim_codes"($1::json, $2::json, $3::text[], $4::int, $5::int, $6::boolean)';

type Manner = { isAlone: boolean; lowMark?: number; lowFrom?: number };

/**
 * Judges and makes claims as one (L1, L2), each by itself: one verdict each, in their order. Either all that is claimed
 * is committed with its codes, histories, events and answers, or it throws and nothing is.
 *
 * `isAlone`: the caller makes this one claim in a transaction of its own, and tells of the low mark.
 */
export async function commitClaims(
  ctx: Pick<DomainContext, 'tx' | 'runStatement'>,
  orders: readonly ClaimOrder[],
  { isAlone, lowMark = LOW_MARK, lowFrom = LOW_FROM }: Manner,
): Promise<ClaimVerdict[]> {
  const { facts, given } = batchText(orders, { factsOf, restOf, namesOf });
  const rows = await rowsOf<Row>(ctx, {
    name: 'claim_codes',
    text: TEXT,
    values: [facts, given, readyOf(orders), lowMark, lowFrom, isAlone],
  });
  return rows.map(({ verdict, claimId, value, used, left, quantity, cardRow }) => ({
    ...{ verdict, claimId, value, used, cardRow },
    left: Number(left),
    quantity: Number(quantity),
  }));
}

/** The cards that are not in circulation yet. */
const readyOf = (orders: readonly ClaimOrder[]): string[] => [
  ...new Set(orders.filter(({ distributedEventId }) => distributedEventId !== null).map(({ cardId }) => cardId)),
];

// Fields one by one: spread objects are slow to make, and these are made for every claim.

const factsOf = (order: ClaimOrder) => ({
  merchantId: order.merchantId,
  cardId: order.cardId,
  cardRow: order.cardRow,
  zone: order.timeZone,
  mode: order.mode,
  claimLimit: order.claimLimit,
  forTesters: order.forTesters,
  forAudience: order.forAudience,
  actorKind: order.actorKind,
  actorId: order.actorId,
});

const restOf = (order: ClaimOrder, { nth, of, isShared }: OrderPlace) => ({
  nth,
  of,
  isShared,
  openid: order.openid,
  outerStr: order.outerStr,
  placementId: order.placementId,
  value: order.value,
  claimId: order.claimId,
  codeId: order.codeId,
  historyId: order.historyId,
  eventId: order.eventId,
  // Left out where there is none, as of nearly all.
  distributedEventId: order.distributedEventId ?? undefined,
  at: order.at,
  validFrom: order.validFrom,
  validUntil: order.validUntil,
  key: order.key,
  requestHash: order.requestHash,
  keepUntil: order.keepUntil,
});

/** What no two claims of a batch may have in common: a user of a card, a key of a user, and a code that the merchant names. */
export function namesOf({ merchantId, cardId, openid, key, mode, value }: ClaimOrder): string[] {
  const names = [`user\n${cardId}\n${openid}`];
  if (key !== null) names.push(`key\n${merchantId}\n${openid}\n${key}`);
  if (mode === 'CUSTOM' && value !== null) names.push(`code\n${cardId}\n${value}`);
  return names;
}
