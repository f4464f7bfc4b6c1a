import type { PlacementGrant } from './claim.ports.ts';

/** What a claim asks for: a repeat of the same key asks for the same. */
export type ClaimRequest = { cardId: string; openid: string; outerStr: string | null; code: string | null };

/**
 * What leads to the claim is no part of its request: a page that is loaded again brings a fresh signature for the same try.
 */
export type LedClaim = ClaimRequest & {
  cardExt: string | null;
  placementToken: string | null;
  /** What a placement has said before, to the entry of a draw. */
  grant: PlacementGrant | null;
};
