import type { Code } from '../../generated/prisma/client.ts';
import { takeBackCode } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** Takes back a code that is locked and whose gift nobody took in time: GIFT_TIMEOUT (L7), by nobody's hand. */
export async function timeOutGift(tx: Tx, ctx: DomainContext, code: Code): Promise<void> {
  const clock: DomainContext = { ...ctx, tx, actor: { kind: 'system' } };
  const gift = await tx.gift.findFirstOrThrow({ where: { codeId: code.id, status: 'OPEN' } });
  await tx.gift.update({ where: { id: gift.id }, data: { status: 'TIMED_OUT', endedAt: gift.expiresAt } });
  await takeBackCode(tx, clock, { code, to: 'GIFT_TIMEOUT', reason: 'gift timed out' });
  const { id: codeId, merchantId, cardId, openid, value } = code;
  const subject = { merchantId, cardId, codeId, openid };
  await announce(tx, clock, { type: 'code.gift_timed_out', ...subject, data: { giftId: gift.id, code: value } });
}

/** Ends the open gift of a code that is locked and becomes void. Who makes it void announces that. */
export async function endGift(tx: Tx, ctx: DomainContext, code: Code): Promise<void> {
  const ended = { status: 'ENDED', endedAt: ctx.now() } as const;
  await tx.gift.updateMany({ where: { codeId: code.id, status: 'OPEN' }, data: ended });
}
