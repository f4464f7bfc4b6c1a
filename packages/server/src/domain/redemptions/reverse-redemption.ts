import type { Redemption } from '../../generated/prisma/client.ts';
import { uncountRedemption } from '../claims/index.ts';
import { lockCode, recordCodeChange, returnCode } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { actorIdOf, assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { parseReason } from '../kit/reason.ts';
import { reversibleRedemptions } from './redemption.access.ts';
import { reversalRefusal } from './reversal.rules.ts';

export type ReverseRedemptionInput = {
  redemptionId: string;
  /** Why, 1 to 64 wide characters. */
  reason: string;
  idempotencyKey?: string | undefined;
};

/**
 * Takes a redemption back within 90 days (R5): its code is NORMAL again, or EXPIRED by its time, and can be redeemed
 * anew; its holder has a use back. Stock stays: it fell at the claim. Both records stay.
 *
 * Throws NotFoundError, AlreadyReversedError, ReversalTooLateError, InvalidInputError, NotAllowedError. A repeated key
 * gives the same redemption with `replayed: true`.
 */
export async function reverseRedemption(
  ctx: DomainContext,
  input: ReverseRedemptionInput,
): Promise<Redemption & { replayed: boolean }> {
  assertMay(ctx, 'redemptions:write');
  const where = reversibleRedemptions(ctx);
  const reason = parseReason(input.reason);
  if (reason === null) throw new InvalidInputError(['reason'], 'Say why', 'MISSING');
  const { redemptionId: id, idempotencyKey: key } = input;
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'redemptionReverse', key, input: { redemptionId: id, reason } },
    async (tx) => {
      const redemption = await tx.redemption.findFirst({ where: { AND: [where, { id }] } });
      if (!redemption) throw new NotFoundError('redemption', ['redemptionId']);
      await makeReversal(tx, { ...ctx, tx }, { redemption, reason });
      return { redemptionId: id };
    },
  );
  const redemption = await clientOf(ctx).redemption.findUniqueOrThrow({ where: { id: answer.redemptionId } });
  return { ...redemption, replayed: isReplay };
}

type Reversing = { redemption: Redemption; reason: string };

async function makeReversal(tx: Tx, ctx: DomainContext, { redemption, reason }: Reversing): Promise<void> {
  const { id: redemptionId, merchantId, cardId, codeId, openid, storeId } = redemption;
  // Under the lock of the code, like every change of it: of two reversals the second sees the first.
  const code = await lockCode(tx, ctx, codeId);
  const reversed = await tx.redemptionReversal.findUnique({ where: { redemptionId } });
  const refusal = reversalRefusal({ redemption, reversed }, ctx.now());
  if (refusal) throw refusal;
  const reversalId = ctx.newId('rdv');
  const actor = { actorKind: ctx.actor.kind, actorId: actorIdOf(ctx.actor) };
  await tx.redemptionReversal.create({
    data: { id: reversalId, merchantId, redemptionId, reason, reversedAt: ctx.now(), ...actor },
  });
  await returnCode(tx, ctx, { codeId, to: 'NORMAL' });
  await recordCodeChange(tx, ctx, { codeId, from: code.status, to: 'NORMAL', storeId, reason });
  await uncountRedemption(tx, { merchantId, cardId, openid });
  await announce(tx, ctx, {
    type: 'code.redemption_reversed',
    ...{ cardId, codeId, openid, ...(storeId ? { storeId } : {}) },
    data: { redemptionId, reversalId, code: code.value, reason },
  });
}
