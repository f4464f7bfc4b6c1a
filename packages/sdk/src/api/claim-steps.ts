import type { KqCardClaimData, KqCardClaimVariables } from '../generated/documents.ts';
import type { ClaimOptions, ClaimResult } from '../types.ts';

/** What claims of one card and of several have in common. */
export type ClaimSteps = {
  /** What is sent for a claim: with the ticket of this page, and the key of the wish. */
  inputOf: (cardId: string, options: ClaimOptions) => Promise<ClaimInput>;
  /** Reads the answer, and forgets the key when it is a definite one. @throws CardError when it is a refusal */
  take: (cardId: string, answer: ClaimAnswer, requestId: string | null, options: ClaimOptions) => ClaimResult;
  /** Claims one card by itself, and brings what the server wants beside the claim. */
  run: (cardId: string, options: ClaimOptions) => Promise<ClaimResult>;
  /** Claims on their way, by card. */
  readonly running: Map<string, Promise<ClaimResult>>;
};

type ClaimInput = KqCardClaimVariables['input'];
type ClaimAnswer = Omit<KqCardClaimData['cardClaim'], '__typename'>;
