import type { Lanes } from '../kit/lanes.ts';
import type { ReadyRedemption, RedemptionVerdict } from './commit-redemptions.store.ts';
import type { GroundsSearch, RedemptionGrounds } from './redemption-grounds.store.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    redemptions: {
      /** Where searches meet and are answered together. */
      grounds: Lanes<GroundsSearch, readonly RedemptionGrounds[]>;
      /** Where redemptions meet and are committed together. */
      lanes: Lanes<ReadyRedemption, RedemptionVerdict>;
    };
  }
}
