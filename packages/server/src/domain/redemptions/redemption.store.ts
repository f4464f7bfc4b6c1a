import type { Code } from '../../generated/prisma/client.ts';
import { isWithinTimeLimits, timeLimitsOf } from '../cards/index.ts';
import { usageOf } from '../claims/index.ts';
import { isRedeemable, standingStatusAt } from '../codes/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import { boundStoresOf, scopesOfRole } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { StoreNotApprovedError } from '../stores/index.ts';
import type { RedemptionFacts } from './redemption.rules.ts';

/** Gathers what the rules ask for. */
export async function redemptionFacts(
  tx: Tx,
  ctx: DomainContext,
  about: Pick<RedemptionFacts, 'way' | 'showing' | 'storeId'> & {
    codeId: string;
    staffId: string | null;
    judgedAt: Date;
  },
): Promise<RedemptionFacts & { code: Code }> {
  // One by one: several relations in one query would be several statements at a time on the transaction's connection,
  // of which pg warns (prisma/orm#29468).
  const code = await tx.code.findUniqueOrThrow({ where: { id: about.codeId } });
  const status = standingStatusAt(code, ctx.now());
  const card = await tx.card.findUniqueOrThrow({ where: { id: code.cardId }, include: { stores: true } });
  const { timeZone } = await tx.merchant.findUniqueOrThrow({
    where: { id: card.merchantId },
    select: { timeZone: true },
  });
  if (about.storeId !== null) await assertStoreIsUsable(tx, ctx, about.storeId);
  return {
    code: { ...code, status, isRedeemable: isRedeemable(status) },
    redeemed: await tx.redemption.findFirst({
      where: { codeId: code.id, reversal: null },
      orderBy: { redeemedAt: 'desc' },
    }),
    card: { ...card, storeIds: card.stores.map(({ storeId }) => storeId) },
    useCount: (await usageOf(tx, { merchantId: code.merchantId, cardId: card.id, openid: code.openid })).redeemCount,
    way: about.way,
    showing: about.showing,
    storeId: about.storeId,
    boundStoreIds: boundStoresOf(ctx.actor),
    staff: about.staffId === null ? null : await staffFacts(tx, ctx, about.staffId),
    isWithinHours: isWithinTimeLimits(timeLimitsOf(card), about.judgedAt, timeZone),
  };
}

async function staffFacts(tx: Tx, ctx: DomainContext, personId: string): Promise<RedemptionFacts['staff']> {
  const held = await tx.personRole.findUnique({
    where: { personId_merchantId: { personId, merchantId: merchantIdOf(ctx) } },
    include: { person: { select: { disabledAt: true } } },
  });
  if (!held) throw new NotFoundError('person', ['staffId']);
  return {
    mayRedeem: scopesOfRole(held.role, held.staffRoles).includes('redemptions:write'),
    isDisabled: held.person.disabledAt !== null,
    storeIds: held.storeIds,
  };
}

async function assertStoreIsUsable(tx: Tx, ctx: DomainContext, storeId: string): Promise<void> {
  const store = await tx.store.findFirst({ where: { id: storeId, merchantId: merchantIdOf(ctx), deletedAt: null } });
  if (!store) throw new NotFoundError('store', ['storeId']);
  if (store.state !== 'APPROVED') throw new StoreNotApprovedError(['storeId'], store.state);
}
