import type { Claim, Code } from '../../generated/prisma/client.ts';
import { cardStatusAt, statusAllows } from '../cards/index.ts';
import { numberOfNewCode } from '../codes/index.ts';
import { actorIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import type { ClaimGrounds } from './claim-grounds.ts';
import type { ClaimOrder, ClaimVerdict } from './commit-claims.store.ts';
import type { KnownCard } from './known-cards.ts';

/** A claim with its code, as they are right after it. */
export type MadeClaim = Claim & { code: Code };

type Ordered = {
  known: KnownCard;
  openid: string;
  claimId: string;
  grounds: ClaimGrounds;
  /** By which a repeat is known; null: the call has no key, or its key is kept already. */
  kept: { key: string; requestHash: string; keepUntil: Date } | null;
};

// Fields one by one: spread objects are slow to make, and this is made for every claim.

/** The order of a claim that its facts allow. */
export function orderOf(ctx: DomainContext, { known, openid, claimId, grounds, kept }: Ordered): ClaimOrder {
  const { card, row } = known;
  const at = ctx.now();
  const { validFrom, validUntil } = known.windowAt(grounds.beganAt ?? at);
  return {
    merchantId: card.merchantId,
    cardId: card.id,
    cardRow: row,
    timeZone: card.merchant.timeZone,
    mode: card.codeMode,
    claimLimit: card.claimLimit,
    forTesters: !statusAllows(cardStatusAt(card, at), 'CLAIM'),
    forAudience: card.bindsOpenid && !grounds.isUserNamed,
    openid,
    outerStr: grounds.outerStr,
    placementId: grounds.placementId,
    value: numberOfNewCode(card.codeMode, grounds.code, () => ctx.random(8)),
    claimId,
    codeId: ctx.newId('code'),
    historyId: ctx.newId('hist'),
    eventId: ctx.newId('evt'),
    distributedEventId: card.status === 'READY' ? ctx.newId('evt') : null,
    at,
    validFrom,
    validUntil,
    actorKind: ctx.actor.kind,
    actorId: actorIdOf(ctx.actor),
    key: kept?.key ?? null,
    requestHash: kept?.requestHash ?? null,
    keepUntil: kept?.keepUntil ?? null,
  };
}

/** The rows that an order has made, as the database holds them. */
export function madeBy(order: ClaimOrder, { value }: Pick<ClaimVerdict, 'value'>): MadeClaim {
  const { claimId, codeId, merchantId, cardId, openid, outerStr, placementId, at } = order;
  if (value === null) throw new Error(`The claim ${claimId} was made without a code`);
  const code: Code = {
    id: codeId,
    merchantId,
    cardId,
    mode: order.mode,
    value,
    openid,
    status: 'NORMAL',
    outerStr,
    validFrom: order.validFrom,
    validUntil: order.validUntil,
    claimedAt: at,
    expiryToldAt: null,
    updatedAt: at,
    giftExpiresAt: null,
    giftedAt: null,
  };
  return { id: claimId, merchantId, cardId, codeId, openid, outerStr, placementId, claimedAt: at, code };
}
