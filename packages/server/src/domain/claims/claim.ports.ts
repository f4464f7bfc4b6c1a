import type { DomainContext, Tx } from '../kit/context.ts';
import type { DomainError } from '../kit/errors.ts';
import type { Lanes } from '../kit/lanes.ts';
import type { ClaimOrder, ClaimVerdict } from './commit-claims.store.ts';
import type { KnownCards } from './known-cards.ts';
import type { LiveDraw } from './live-draw.ts';
import type { ClaimThrottle } from './claim-throttle.ts';

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

/** The claim that a challenge is for. It is resumed with the same idempotency key. */
export type ChallengedClaim = { merchantId: string; cardId: string; openid: string; idempotencyKey: string | null };

/** Who asks pages for a proof that a person claims: the built-in puzzle, or a captcha of others. */
export type ClaimChallenges = {
  /** What the page has to pass: JSON text with its `kind`, what it needs, and until when it is good. */
  issue: (ctx: DomainContext, claim: ChallengedClaim) => Promise<string>;
  /** Whether the token proves that a challenge for this very claim was passed, and was not used for another. */
  isSolved: (ctx: DomainContext, token: string, claim: ChallengedClaim) => Promise<boolean>;
};

/** A claim that a draw answers. */
export type DrawnClaim = {
  cardId: string;
  openid: string;
  outerStr: string | null;
  code: string | null;
  cardExt: string | null | undefined;
  placementToken: string | null;
  idempotencyKey: string | undefined;
};

/** What a draw says to a claim that would be made now. */
export type DrawVerdict = { refusal: DomainError; changesAt: Date | null };

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
      challenges: ClaimChallenges;
      /** The draw by which the card is given out now or soon; null: there is none. Who changes that writes the card's row too. */
      findDraw: (ctx: DomainContext, cardId: string) => Promise<LiveDraw | null>;
      /**
       * Answers a claim of such a card by a refusal: QueuedError, NotStartedError, ExpiredError … Returns where the draw was
       * called off meanwhile.
       */
      enterDraw: (ctx: DomainContext, draw: LiveDraw, claim: DrawnClaim) => Promise<void>;
      /** What it would answer a user who claims, were nothing else in the way. */
      judgeByDraw: (ctx: DomainContext, draw: LiveDraw, openid: string) => Promise<DrawVerdict>;
      /** Where nobody counts, nothing is too much: in commands. */
      throttle?: ClaimThrottle;
    };
  }
}
