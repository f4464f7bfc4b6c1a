export { type ClaimCardInput, claimCard } from './claim-card.ts';
export { createClaimLanes } from './claim-lanes.ts';
export type { MadeClaim } from './claim-order.ts';
export { type ClaimContext, findClaimContext } from './claim-context.queries.ts';
export { assertMayEnter } from './assert-may-enter.ts';
export { claimsOfCall, type ClaimsOfCall } from './claims-of-call.rules.ts';
export { visibleClaims } from './claim.access.ts';
export { claimerOf } from './claim.rules.ts';
export { type Claimability, type ClaimCheck, type ClaimCheckName, claimabilityOf } from './claimability.queries.ts';
export {
  CardNotClaimableError,
  ChallengeRequiredError,
  ClaimLimitReachedError,
  NotEligibleError,
  OutOfStockError,
} from './claim.errors.ts';
export { type ClaimChallengeOrder, setClaimChallenge } from './set-claim-challenge.ts';
export { createClaimThrottle } from './claim-throttle.ts';
export type { DrawnClaim, DrawVerdict, PlacementClaim, PlacementGrant } from './claim.ports.ts';
export type { LiveDraw } from './live-draw.ts';
export { proofOfWork } from './proof-of-work.ts';
export { type CardUserKey, uncountRedemption, usageOf } from './claim.store.ts';
