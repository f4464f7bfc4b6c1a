import type { Code } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    codes: {
      /** Takes back a code that is locked and whose gift nobody took in time (L7). */
      timeOutGift: (tx: Tx, ctx: DomainContext, code: Code) => Promise<void>;
      /** Ends the open gift of a code that is locked and becomes void. The code stays as it is. */
      endGift: (tx: Tx, ctx: DomainContext, code: Code) => Promise<void>;
    };
  }
}
