import type { Code } from '../../generated/prisma/client.ts';
import type { RedemptionWay } from '../../generated/prisma/enums.ts';
import { countRedemption, usageOf } from '../claims/index.ts';
import { lockCode, recordCodeChange, type Showing } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { actorIdOf } from '../kit/access.ts';
import { atThisMoment, type DomainContext, type Tx } from '../kit/context.ts';
import type { OfflineStamp } from './offline-proof.store.ts';
import { UseLimitReachedError } from './redemption.errors.ts';
import { redemptionRefusal, sourceOf } from './redemption.rules.ts';
import { redemptionFacts } from './redemption.store.ts';

// house: no access check, because the verbs that redeem have checked who may, and whose code it is.

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

/**
 * Uses up a code that the caller has found, under its lock: state, validity, store, staff, hours and limit are checked
 * anew (R2). What depends on time is judged by when a phone confirmed it without a network, all else by now. Returns the id of the redemption. Throws what redeeming refuses with.
 */
export async function makeRedemption(
  tx: Tx,
  ctx: DomainContext,
  { codeId, order, showing }: { codeId: string; order: RedemptionOrder; showing: Showing },
): Promise<string> {
  await lockCode(tx, ctx, codeId);
  const inside = atThisMoment(ctx);
  const { storeId, staffId, way, offline } = order;
  const judgedAt = offline?.confirmedAt ?? inside.now();
  const facts = await redemptionFacts(tx, inside, { codeId, storeId, staffId, way, showing, judgedAt });
  const refusal = redemptionRefusal(facts, judgedAt);
  if (refusal) throw refusal;
  return writeRedemption(tx, inside, { order, code: facts.code, useLimit: facts.card.useLimit });
}

type Writing = { order: RedemptionOrder; code: Code; useLimit: number };

async function writeRedemption(tx: Tx, ctx: DomainContext, { order, code, useLimit }: Writing): Promise<string> {
  const { offline, ...kept } = order;
  const { storeId, staffId, way, amountFen, outerStr, verificationCode } = kept;
  const holder = { merchantId: code.merchantId, cardId: code.cardId, openid: code.openid };
  if (!(await countRedemption(tx, holder, useLimit)))
    throw new UseLimitReachedError(useLimit, (await usageOf(tx, holder)).redeemCount);
  await tx.code.update({ where: { id: code.id }, data: { status: 'CONSUMED', updatedAt: ctx.now() } });
  await recordCodeChange(tx, ctx, { codeId: code.id, from: code.status, to: 'CONSUMED', storeId, reason: 'redeemed' });
  const { id: redemptionId } = await tx.redemption.create({
    data: {
      ...holder,
      ...kept,
      ...offline,
      id: ctx.newId('rdm'),
      codeId: code.id,
      redeemedAt: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: actorIdOf(ctx.actor),
    },
  });
  const subject = { cardId: code.cardId, codeId: code.id, openid: code.openid, ...(storeId ? { storeId } : {}) };
  const confirmedAt = offline?.confirmedAt.toISOString() ?? null;
  const told = { redemptionId, code: code.value, way, source: sourceOf(way), staffId, amountFen, outerStr };
  await announce(tx, ctx, { type: 'code.redeemed', ...subject, data: { ...told, verificationCode, confirmedAt } });
  return redemptionId;
}
