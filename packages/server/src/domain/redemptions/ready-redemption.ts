import type { Redemption } from '../../generated/prisma/client.ts';
import type { RedemptionWay } from '../../generated/prisma/enums.ts';
import { actorIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import type { ReadyRedemption } from './commit-redemptions.store.ts';
import type { OfflineStamp } from './offline-proof.store.ts';
import type { RedemptionGrounds } from './redemption-grounds.store.ts';
import { sourceOf } from './redemption.rules.ts';

/** How and where a code is used up, and what is kept of it. */
export type RedemptionOrder = {
  way: RedemptionWay;
  storeId: string | null;
  /** The person at the till; null: nobody. */
  staffId: string | null;
  /** Order amount in fen. */
  amountFen: number | null;
  outerStr: string | null;
  /** Of the store, as its user named it (R4). */
  verificationCode: string | null;
  /** That a phone without a network confirmed it; null: it is made online. */
  offline: OfflineStamp | null;
};

/** By which a repeat of the call is known. */
export type Kept = { key: string; scope: string; requestHash: string; keepUntil: Date };

type Ordered = {
  grounds: RedemptionGrounds;
  order: RedemptionOrder;
  /** Null: the call has no key, or its key is kept already. */
  kept: Kept | null;
};

// Fields one by one: spread objects are slow to make, and these are made for every redemption.

/** The redemption of a code that its facts allow. */
export function readyBy(ctx: DomainContext, { grounds, order, kept }: Ordered): ReadyRedemption {
  const { code, codeRow, cardRow, card } = grounds;
  const { offline, way, storeId, staffId, amountFen, outerStr, verificationCode } = order;
  const redemptionId = ctx.newId('rdm');
  const confirmedAt = offline?.confirmedAt ?? null;
  return {
    merchantId: code.merchantId,
    cardId: code.cardId,
    codeId: code.id,
    openid: code.openid,
    codeRow,
    cardRow,
    from: code.status,
    useLimit: card.useLimit,
    way,
    storeId,
    staffId,
    amountFen,
    outerStr,
    verificationCode,
    confirmedAt,
    deviceId: offline?.deviceId ?? null,
    deviceCounter: offline?.deviceCounter ?? null,
    redemptionId,
    historyId: ctx.newId('hist'),
    eventId: ctx.newId('evt'),
    told: {
      redemptionId,
      code: code.value,
      way,
      source: sourceOf(way),
      staffId,
      amountFen,
      outerStr,
      verificationCode,
      confirmedAt: confirmedAt?.toISOString() ?? null,
    },
    at: ctx.now(),
    actorKind: ctx.actor.kind,
    actorId: actorIdOf(ctx.actor),
    key: kept?.key ?? null,
    scope: kept?.scope ?? null,
    requestHash: kept?.requestHash ?? null,
    keepUntil: kept?.keepUntil ?? null,
  };
}

/** The row that is made of it, as the database holds it. */
export const madeBy = (ready: ReadyRedemption): Redemption => ({
  id: ready.redemptionId,
  merchantId: ready.merchantId,
  cardId: ready.cardId,
  codeId: ready.codeId,
  openid: ready.openid,
  way: ready.way,
  storeId: ready.storeId,
  staffId: ready.staffId,
  amountFen: ready.amountFen === null ? null : BigInt(ready.amountFen),
  outerStr: ready.outerStr,
  verificationCode: ready.verificationCode,
  redeemedAt: ready.at,
  confirmedAt: ready.confirmedAt,
  deviceId: ready.deviceId,
  deviceCounter: ready.deviceCounter,
  actorKind: ready.actorKind,
  actorId: ready.actorId,
});
