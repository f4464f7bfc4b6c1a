import type { Code, Gift } from '../../generated/prisma/client.ts';
import { claimerOf } from '../claims/index.ts';
import { handOverCode } from '../codes/index.ts';
import { announceAll } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { atThisMoment, clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { GiftNotAllowedError } from './gift.errors.ts';
import { assertOpen, isGiftToken } from './gift.rules.ts';
import { lockGift } from './gift.store.ts';

export type AcceptGiftInput = {
  /** From the link. */
  token: string;
  /** The friend: named by programs and people; a user token says it itself. */
  openid?: string | null | undefined;
  idempotencyKey?: string | undefined;
};

export type AcceptedGift = { gift: Gift; code: Code; replayed: boolean };

/**
 * Takes a gift (L7): the friend gets a code of the same validity, the giver's is retired. Of any number of friends the
 * first gets it. It is no claim, so stock and claim limit stay as they are.
 *
 * Throws NotFoundError, GiftNotAllowedError, GiftGoneError, InvalidInputError, NotAllowedError, IdempotencyKeyReusedError.
 * A repeated key gives the same code with `replayed: true`.
 */
export async function acceptGift(ctx: DomainContext, input: AcceptGiftInput): Promise<AcceptedGift> {
  assertMay(ctx, 'claims:write');
  const request = { openid: claimerOf(ctx.actor, input.openid), token: input.token };
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'giftAccept', key: input.idempotencyKey, openid: request.openid, input: request },
    (tx) => take(tx, { ...ctx, tx }, request),
  );
  const client = clientOf(ctx);
  const gift = await client.gift.findUniqueOrThrow({ where: { id: answer.giftId } });
  const code = await client.code.findUniqueOrThrow({ where: { id: answer.codeId } });
  return { gift, code, replayed: isReplay };
}

type AcceptRequest = { openid: string; token: string };

async function take(tx: Tx, ctx: DomainContext, { openid, token }: AcceptRequest) {
  const where = { token, merchantId: merchantIdOf(ctx) };
  const found = isGiftToken(token) ? await tx.gift.findFirst({ where }) : null;
  if (!found) throw new NotFoundError('gift', ['token']);
  if (found.openid === openid) throw new GiftNotAllowedError('OWN_GIFT', ['token']);
  const { gift, code } = await lockGift(tx, ctx, found);
  const inside = atThisMoment(ctx);
  assertOpen(gift, inside.now(), 'token');
  const friends = await handOverCode(tx, inside, code, openid);
  const ended = { status: 'ACCEPTED', endedAt: inside.now(), friendOpenid: openid, newCodeId: friends.id } as const;
  await tx.gift.update({ where: { id: gift.id }, data: ended });
  await tell(tx, inside, { giftId: gift.id, given: code, friends });
  return { giftId: gift.id, codeId: friends.id };
}

type Taken = { giftId: string; given: Code; friends: Code };

/** Two events, one for each code and its holder: each is told in the order of its code. */
const tell = (tx: Tx, ctx: DomainContext, { giftId, given, friends }: Taken): Promise<void> =>
  announceAll(tx, ctx, [
    {
      type: 'code.gifted',
      cardId: given.cardId,
      codeId: given.id,
      openid: given.openid,
      data: {
        giftId,
        code: given.value,
        friendOpenid: friends.openid,
        newCodeId: friends.id,
        newCode: friends.value,
      },
    },
    {
      type: 'code.received',
      cardId: friends.cardId,
      codeId: friends.id,
      openid: friends.openid,
      data: { giftId, code: friends.value, giverOpenid: given.openid, oldCodeId: given.id, oldCode: given.value },
    },
  ]);
