export { type ClaimCardInput, claimCard } from './claim-card.ts';
export { visibleClaims } from './claim.access.ts';
export { CardNotClaimableError, ClaimLimitReachedError, OutOfStockError } from './claim.errors.ts';
export { channelOf } from './claim.rules.ts';
export { type CardUserKey, countRedemption, usageOf } from './claim.store.ts';
