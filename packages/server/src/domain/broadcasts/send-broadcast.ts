import type { Broadcast } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { actorIdOf, assertMay } from '../kit/access.ts';
import { parseChannel } from '../kit/channel.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { once } from '../kit/idempotency.ts';
import { givenText } from '../kit/text.ts';
import { monthOf } from '../kit/time.ts';
import { merchantOf } from '../merchants/index.ts';
import { leaveMessages } from '../messages/index.ts';
import { assertMessageText, placeCards } from '../placements/index.ts';
import { assertAllStores } from './broadcast.access.ts';
import { parseRecipients } from './broadcast.rules.ts';
import { everyoneOf, takeFromQuota } from './broadcast.store.ts';
import { getCardToSend } from './card-to-send.ts';

type Given = string | null | undefined;

export type BroadcastOrder = {
  cardId: string;
  /** These users, at most 10,000, or every one whom the merchant knows. */
  audience: { openids: readonly string[] } | { everyone: true };
  /** What is said about the card, at most 200 wide characters. */
  text?: Given;
  /** The channel of its claims, at most 128 bytes. */
  channel?: Given;
  idempotencyKey?: string | undefined;
};

/**
 * Brings a card to many users at once (L5): a placement of its own counts what comes of it, and each user whose quota of
 * the month is not used up gets a message (B9).
 *
 * Throws NotFoundError, CodeModeError, CardStatusError, OutOfStockError, InvalidInputError, NotAllowedError,
 * IdempotencyKeyReusedError. A repeated key gives the same broadcast with `replayed: true`.
 */
export async function sendBroadcast(
  ctx: DomainContext,
  { idempotencyKey, ...order }: BroadcastOrder,
): Promise<Broadcast & { replayed: boolean }> {
  assertMay(ctx, 'messages:write');
  assertAllStores(ctx);
  assertMessageText(order.text);
  const { cardId, audience } = order;
  const request = {
    cardId,
    openids: 'openids' in audience ? parseRecipients(audience.openids) : null,
    text: givenText(order.text),
    channel: parseChannel(order.channel, ['channel']),
  };
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'broadcastSend', key: idempotencyKey, input: request },
    async (tx) => ({ broadcastId: await makeBroadcast(tx, ctx, request) }),
  );
  const broadcast = await clientOf(ctx).broadcast.findUniqueOrThrow({ where: { id: answer.broadcastId } });
  return { ...broadcast, replayed: isReplay };
}

type Request = { cardId: string; openids: string[] | null; text: string | null; channel: string | null };

async function makeBroadcast(tx: Tx, ctx: DomainContext, request: Request): Promise<string> {
  const { cardId, text, channel } = request;
  const merchant = await merchantOf({ ...ctx, tx });
  const { title, brandName } = await getCardToSend(tx, ctx, cardId);
  const openids = request.openids ?? (await everyoneOf(tx, merchant.id));
  const sent = await takeFromQuota(tx, {
    merchantId: merchant.id,
    month: monthOf(ctx.now(), merchant.timeZone),
    quota: merchant.monthlyMessageQuota,
    openids,
  });
  // Not before the quota: it may put the card into circulation, and claims wait for its row.
  const { id: placementId } = await placeCards(tx, ctx, { kind: 'BROADCAST', channel, cards: [{ cardId }] });
  const broadcastId = ctx.newId('bct');
  const data = { title, brandName, text };
  await leaveMessages(tx, ctx, { kind: 'CARD', data, cardId, placementId, broadcastId, openids: sent });
  const counts = {
    recipientCount: openids.length,
    sentCount: sent.length,
    skippedCount: openids.length - sent.length,
  };
  await tx.broadcast.create({
    data: {
      id: broadcastId,
      merchantId: merchant.id,
      cardId,
      placementId,
      audience: request.openids ? 'OPENIDS' : 'EVERYONE',
      text,
      ...counts,
      actorKind: ctx.actor.kind,
      actorId: actorIdOf(ctx.actor),
      createdAt: ctx.now(),
    },
  });
  await announce(tx, ctx, { type: 'broadcast.sent', cardId, data: { broadcastId, placementId, ...counts } });
  return broadcastId;
}
