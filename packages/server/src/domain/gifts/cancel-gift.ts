import type { Gift } from '../../generated/prisma/client.ts';
import { claimerOf } from '../claims/index.ts';
import { takeBackCode } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { assertOpen } from './gift.rules.ts';
import { lockGift } from './gift.store.ts';

export type CancelGiftInput = {
  /** Id of the gift. */
  id: string;
  /** The giver: named by programs and people; a user token says it itself. */
  openid?: string | null | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Takes an open gift back (L7): the code is NORMAL again, and the link leads nowhere.
 *
 * Throws NotFoundError for what is no gift of this giver, GiftGoneError, InvalidInputError, NotAllowedError,
 * IdempotencyKeyReusedError. A repeated key gives the same gift with `replayed: true`.
 */
export async function cancelGift(ctx: DomainContext, input: CancelGiftInput): Promise<Gift & { replayed: boolean }> {
  assertMay(ctx, 'claims:write');
  const request = { openid: claimerOf(ctx.actor, input.openid), id: input.id };
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'giftCancel', key: input.idempotencyKey, openid: request.openid, input: request },
    async (tx) => ({ giftId: await takeBack(tx, { ...ctx, tx }, request) }),
  );
  const gift = await clientOf(ctx).gift.findUniqueOrThrow({ where: { id: answer.giftId } });
  return { ...gift, replayed: isReplay };
}

async function takeBack(tx: Tx, ctx: DomainContext, { id, openid }: { id: string; openid: string }): Promise<string> {
  const found = await tx.gift.findFirst({ where: { id, openid, merchantId: merchantIdOf(ctx) } });
  if (!found) throw new NotFoundError('gift');
  const { gift, code } = await lockGift(tx, ctx, found);
  assertOpen(gift, ctx.now(), 'id');
  await takeBackCode(tx, ctx, { code, to: 'NORMAL', reason: 'gift cancelled' });
  await tx.gift.update({ where: { id }, data: { status: 'CANCELLED', endedAt: ctx.now() } });
  const { id: codeId, cardId, value } = code;
  await announce(tx, ctx, {
    type: 'code.gift_cancelled',
    cardId,
    codeId,
    openid,
    data: { giftId: id, code: value },
  });
  return id;
}
