import type { DomainContext } from '../kit/context.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    signatures: {
      /** Ids of the cards of the merchant that were made last, newest first: what somebody may have signed by mistake. */
      newestCardIds: (ctx: DomainContext) => Promise<string[]>;
    };
  }
}
