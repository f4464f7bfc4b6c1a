import type { MessageRecipient } from '../../generated/prisma/enums.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { NoticeWords, UserMessageWords } from './catalogue.ts';

/** Who one message is for: a user, or people of the merchant, all of them or those of a store. */
export type Addressee = {
  messageId: string;
  recipient: MessageRecipient;
  openid: string | null;
  storeId: string | null;
};

/** The same words for one or many; each addressee has a message of its own. */
export type Delivery = (UserMessageWords | NoticeWords) & {
  merchantId: string;
  cardId: string | null;
  placementId: string | null;
  broadcastId: string | null;
  at: Date;
  to: readonly Addressee[];
};

/**
 * A way by which messages reach whom they are for (E3). It takes them inside the transaction of what they tell of:
 * one that reaches outside keeps them there, and sends after the commit.
 */
export type MessageChannel = { deliver: (tx: Tx, ctx: DomainContext, delivery: Delivery) => Promise<void> };

declare module '../kit/ports.ts' {
  interface DomainPorts {
    /** Every message goes by each of them. */
    messages: { channels: readonly MessageChannel[] };
  }
}
