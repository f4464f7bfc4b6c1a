import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { NoticeWords, UserMessageWords } from './catalogue.ts';
import type { Delivery } from './message.ports.ts';

// house: no access check and no event, because the verb that something is told of has checked and announces.

export type UserMessage = UserMessageWords & {
  cardId: string;
  placementId: string;
  broadcastId?: string;
  openids: readonly string[];
};

/** Leaves each of these users a message (E3), in the transaction of what it tells of. Returns their ids, in the order of the users. */
export async function leaveMessages(tx: Tx, ctx: DomainContext, message: UserMessage): Promise<string[]> {
  const { openids, broadcastId = null, ...words } = message;
  const to = openids.map((openid) => ({
    messageId: ctx.newId('msg'),
    recipient: 'USER' as const,
    openid,
    storeId: null,
  }));
  if (to.length > 0)
    await deliver(tx, ctx, { ...words, merchantId: merchantIdOf(ctx), broadcastId, at: ctx.now(), to });
  return to.map(({ messageId }) => messageId);
}

export type Notice = NoticeWords & {
  cardId?: string;
  /** People bound to other stores don't see it. */
  storeId?: string;
  /** Only where the actor has no tenant of its own. */
  merchantId?: string;
};

/** Leaves people of the merchant a notice (E3), in the transaction of what it tells of. */
export async function leaveNotice(tx: Tx, ctx: DomainContext, notice: Notice): Promise<void> {
  const { cardId = null, storeId = null, merchantId = merchantIdOf(ctx), ...words } = notice;
  const to = [{ messageId: ctx.newId('msg'), recipient: 'PEOPLE' as const, openid: null, storeId }];
  await deliver(tx, ctx, { ...words, merchantId, cardId, placementId: null, broadcastId: null, at: ctx.now(), to });
}

async function deliver(tx: Tx, ctx: DomainContext, delivery: Delivery): Promise<void> {
  for (const channel of ctx.ports.messages.channels) await channel.deliver(tx, ctx, delivery);
}
