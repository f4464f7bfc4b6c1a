import type { DomainContext, Tx } from '../kit/context.ts';

/** What stores ask of rooms to their right. */
export type StorePorts = {
  /** Answered by reviews: keeps the record of the FAST approval (M4). */
  recordApproval: (tx: Tx, ctx: DomainContext, storeId: string) => Promise<void>;
  /** Answered by cards: true while a card that is neither over nor deleted names the store (S3). */
  isNamedByLiveCard: (tx: Tx, ctx: DomainContext, storeId: string) => Promise<boolean>;
};

declare module '../kit/ports.ts' {
  interface DomainPorts {
    stores: StorePorts;
  }
}
