export { type ClaimCardInput, claimCard } from './claim-card.ts';
export { type ClaimContext, findClaimContext } from './claim-context.queries.ts';
export { visibleClaims } from './claim.access.ts';
export { CardNotClaimableError, ClaimLimitReachedError, OutOfStockError } from './claim.errors.ts';
export { channelOf } from './claim.rules.ts';
export { type CardUserKey, countRedemption, usageOf } from './claim.store.ts';
