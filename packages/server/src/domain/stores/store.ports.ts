import type { Merchant, Review } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** What stores ask of rooms to their right. */
export type StorePorts = {
  /** Answered by reviews: approves at once where FAST is open, else puts the store before an operator (M4). */
  startReview: (tx: Tx, ctx: DomainContext, about: { merchant: Merchant; storeId: string }) => Promise<Review>;
  /** Answered by reviews: the same for several new stores, in their order. */
  startReviews: (
    tx: Tx,
    ctx: DomainContext,
    about: { merchant: Merchant; storeIds: readonly string[] },
  ) => Promise<Review[]>;
  /** Answered by reviews: takes what is open about the store off the operator's list. */
  closeReviews: (tx: Tx, ctx: DomainContext, storeId: string) => Promise<void>;
  /** Answered by cards: true while a card that is neither over nor deleted names the store (S3). */
  isNamedByLiveCard: (tx: Tx, ctx: DomainContext, storeId: string) => Promise<boolean>;
  /** Answered by cards: in which stores a card that the caller may see can be redeemed; null: there is no such card. */
  findApplying: (ctx: DomainContext, cardId: string) => Promise<'ALL_STORES' | 'NAMED_STORES' | null>;
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    stores: StorePorts;
  }
}
