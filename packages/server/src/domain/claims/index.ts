export { type ClaimCardInput, claimCard } from './claim-card.ts';
export { type ClaimContext, findClaimContext } from './claim-context.queries.ts';
export { claimsOfCall, type ClaimsOfCall } from './claims-of-call.rules.ts';
export { visibleClaims } from './claim.access.ts';
export { claimerOf } from './claim.rules.ts';
export { type Claimability, type ClaimCheck, type ClaimCheckName, claimabilityOf } from './claimability.queries.ts';
export { CardNotClaimableError, ClaimLimitReachedError, NotEligibleError, OutOfStockError } from './claim.errors.ts';
export type { PlacementClaim, PlacementGrant } from './claim.ports.ts';
export { type CardUserKey, countRedemption, uncountRedemption, usageOf } from './claim.store.ts';
