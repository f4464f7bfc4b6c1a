import type { DomainContext, Tx } from '../kit/context.ts';
import type { Lanes } from '../kit/lanes.ts';
import type { ClaimOrder, ClaimVerdict } from './commit-claims.store.ts';
import type { KnownCards } from './known-cards.ts';

/** What a placement says to a claim of one of its cards. */
export type PlacementGrant = {
  placementId: string;
  /** The code that it hands out; null: the card's mode decides. */
  code: string | null;
  /** Whether it names this very user (L3). */
  isUserNamed: boolean;
  /** The channel of its claims; null: none. */
  outerStr: string | null;
};

export type PlacementClaim = { token: string; cardId: string; openid: string; claimId: string };

declare module '../kit/ports.ts' {
  interface DomainPorts {
    claims: {
      /** Where claims of a card meet and are committed together. */
      lanes: Lanes<ClaimOrder, ClaimVerdict>;
      cards: KnownCards;
      /**
       * Admits a claim by a placement, and uses up what is good for one claim, in the transaction of the claim.
       * Throws NotFoundError, PlacementClosedError, PlacementUsedError, NotEligibleError.
       */
      admitByPlacement: (tx: Tx, ctx: DomainContext, claim: PlacementClaim) => Promise<PlacementGrant>;
    };
  }
}
