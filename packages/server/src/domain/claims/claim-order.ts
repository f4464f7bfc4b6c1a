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

/** The order of a claim that its facts allow. */
export function orderOf(ctx: DomainContext, { known, openid, claimId, grounds, kept }: Ordered): ClaimOrder {
  const { card, row } = known;
  const { timeZone } = card.merchant;
  const at = ctx.now();
  return {
    ...{ merchantId: card.merchantId, cardId: card.id, cardRow: row, timeZone, openid, claimId, at },
    ...{ mode: card.codeMode, claimLimit: card.claimLimit },
    forTesters: !statusAllows(cardStatusAt(card, at), 'CLAIM'),
    forAudience: card.bindsOpenid && !grounds.isUserNamed,
    outerStr: grounds.outerStr,
    placementId: grounds.placementId,
    value: numberOfNewCode(card.codeMode, grounds.code, () => ctx.random(8)),
    codeId: ctx.newId('code'),
    historyId: ctx.newId('hist'),
    eventId: ctx.newId('evt'),
    ...known.windowAt(grounds.beganAt ?? at),
    actorKind: ctx.actor.kind,
    actorId: actorIdOf(ctx.actor),
    ...(kept ?? { key: null, requestHash: null, keepUntil: null }),
  };
}

/** The rows that an order has made, as the database holds them. */
export function madeBy(order: ClaimOrder, { value }: Pick<ClaimVerdict, 'value'>): MadeClaim {
  const { claimId, codeId, merchantId, cardId, openid, outerStr, placementId, at } = order;
  if (value === null) throw new Error(`The claim ${claimId} was made without a code`);
  const shared = { merchantId, cardId, openid, outerStr, claimedAt: at };
  return {
    ...{ id: claimId, codeId, placementId, ...shared },
    code: {
      ...{ id: codeId, mode: order.mode, value, status: 'NORMAL', updatedAt: at, ...shared },
      ...{ validFrom: order.validFrom, validUntil: order.validUntil },
      ...{ expiryToldAt: null, giftExpiresAt: null, giftedAt: null },
    },
  };
}
