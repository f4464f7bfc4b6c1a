import type { Message } from '../../generated/prisma/client.ts';
import { assertMay } from '../kit/access.ts';
import { parseChannel } from '../kit/channel.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { isOpenid } from '../kit/openid.ts';
import { givenText } from '../kit/text.ts';
import { assertMessageText, placeCards } from '../placements/index.ts';
import { assertAllStores } from './broadcast.access.ts';
import { getCardToSend } from './card-to-send.ts';
import { leaveCard, messageLeft } from './leave-card.ts';

// house: no event, because leaveCard announces the message that it leaves.

type Given = string | null | undefined;

export type CardMessageOrder = {
  cardId: string;
  openid: string;
  /** What is said about the card, at most 200 wide characters. */
  text?: Given;
  /** The channel of its claim, at most 128 bytes. */
  channel?: Given;
  idempotencyKey?: string | undefined;
};

/**
 * Brings a card to one user, as customer service does (contract §3.4). It is good for one claim by this user, also of a
 * card that binds its users (L3), and counts against no quota (B9).
 *
 * Throws NotFoundError, CodeModeError, CardStatusError, OutOfStockError, InvalidInputError, NotAllowedError,
 * IdempotencyKeyReusedError. A repeated key gives the same message with `replayed: true`.
 */
export async function sendCardMessage(
  ctx: DomainContext,
  { idempotencyKey, ...order }: CardMessageOrder,
): Promise<Message & { replayed: boolean }> {
  assertMay(ctx, 'messages:write');
  assertAllStores(ctx);
  const { cardId, openid } = order;
  if (!isOpenid(openid)) throw new InvalidInputError(['openid'], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  assertMessageText(order.text);
  const request = { cardId, openid, text: givenText(order.text), channel: parseChannel(order.channel, ['channel']) };
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardMessageSend', key: idempotencyKey, openid, input: request },
    async (tx) => {
      const { text, channel } = request;
      const card = await getCardToSend(tx, ctx, cardId);
      const placement = await placeCards(tx, ctx, { kind: 'BROADCAST', channel, cards: [{ cardId, openid }] });
      return { messageId: await leaveCard(tx, ctx, { card, openid, placementId: placement.id, text }) };
    },
  );
  return { ...(await messageLeft(ctx, answer.messageId)), replayed: isReplay };
}
