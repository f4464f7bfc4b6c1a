export { type CardExtGrant, type SignedClaim, verifyCardExt } from './verify-card-ext.ts';
