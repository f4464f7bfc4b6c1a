import type { Gift } from '../../generated/prisma/client.ts';
import { claimerOf } from '../claims/index.ts';
import { type CodeReference, getCodeOf, lockCode, offerCode } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { once } from '../kit/idempotency.ts';
import { randomText } from '../kit/random-text.ts';
import { givingRefusal } from './gift-checks.ts';
import { giftEndOf, parseGiftMessage, TOKEN_LENGTH } from './gift.rules.ts';
import { assertFewGifts } from './gift.store.ts';

export type GiveCodeInput = CodeReference & {
  /** The holder: named by programs and people; a user token says it itself. */
  openid?: string | null | undefined;
  /** What the friend reads, at most 64 wide characters. */
  message?: string | null | undefined;
  /** Whether the link goes to a group, of which the first takes it. */
  isGroup?: boolean | null | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Offers a code to a friend (L7): until the friend takes it, 24 h are over or it is taken back, it can't be redeemed.
 *
 * Throws NotFoundError, GiftNotAllowedError, CodeStatusError, ExpiredError, InvalidInputError, NotAllowedError,
 * ThrottledError, IdempotencyKeyReusedError. A repeated key gives the same gift with `replayed: true`.
 */
export async function giveCode(ctx: DomainContext, input: GiveCodeInput): Promise<Gift & { replayed: boolean }> {
  assertMay(ctx, 'claims:write');
  const request = {
    openid: claimerOf(ctx.actor, input.openid),
    value: input.value,
    cardId: input.cardId || null,
    message: parseGiftMessage(input.message),
    isGroup: input.isGroup ?? false,
  };
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'codeGift', key: input.idempotencyKey, openid: request.openid, input: request },
    async (tx) => ({ giftId: await makeGift(tx, { ...ctx, tx }, request) }),
  );
  const gift = await clientOf(ctx).gift.findUniqueOrThrow({ where: { id: answer.giftId } });
  return { ...gift, replayed: isReplay };
}

type GiftRequest = CodeReference & { openid: string; message: string | null; isGroup: boolean };

async function makeGift(tx: Tx, ctx: DomainContext, request: GiftRequest): Promise<string> {
  const { openid, message, isGroup } = request;
  await assertFewGifts(tx, ctx);
  const code = await lockCode(tx, ctx, (await getCodeOf(ctx, openid, request)).id);
  const card = await tx.card.findUniqueOrThrow({ where: { id: code.cardId } });
  const at = ctx.now();
  const refusal = givingRefusal({ card, code }, at);
  if (refusal) throw refusal;
  const { id: codeId, cardId, merchantId } = code;
  const expiresAt = giftEndOf(code, at);
  await offerCode(tx, ctx, code, expiresAt);
  const token = randomText(ctx.random, TOKEN_LENGTH);
  const subject = { merchantId, cardId, codeId, openid };
  const { id: giftId } = await tx.gift.create({
    data: { ...subject, id: ctx.newId('gift'), token, message, isGroup, status: 'OPEN', createdAt: at, expiresAt },
  });
  const data = { giftId, code: code.value, isGroup, expiresAt: expiresAt.toISOString() };
  await announce(tx, ctx, { type: 'code.gifting', cardId, codeId, openid, data });
  return giftId;
}
