import type { Card, Message } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { leaveMessages } from '../messages/index.ts';

type CardMessage = { card: Card; openid: string; placementId: string; text: string | null };

/** Leaves one user a message with a card, and tells of it. Returns its id. */
export async function leaveCard(tx: Tx, ctx: DomainContext, message: CardMessage): Promise<string> {
  const { card, openid, placementId, text } = message;
  const { id: cardId, title, brandName } = card;
  const data = { title, brandName, text };
  const [messageId = ''] = await leaveMessages(tx, ctx, { kind: 'CARD', data, cardId, placementId, openids: [openid] });
  await announce(tx, ctx, { type: 'message.sent', cardId, openid, data: { messageId, kind: 'CARD', placementId } });
  return messageId;
}

/** The message that a verb has left. */
export const messageLeft = (ctx: DomainContext, id: string): Promise<Message> =>
  clientOf(ctx).message.findUniqueOrThrow({ where: { id } });
