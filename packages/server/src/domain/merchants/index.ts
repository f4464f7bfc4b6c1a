export { createMerchant } from './create-merchant.ts';
export { grantPermission } from './grant-permission.ts';
export {
  assertPermission,
  findMerchantByAppId,
  findSeededMerchant,
  merchantOf,
  merchantsByIds,
} from './merchant.queries.ts';
export { replaceAppSecret } from './replace-app-secret.ts';
export { PERMISSIONS, type MerchantDraft, type PermissionName } from './merchant.rules.ts';
export { type FastReviewOrder, setFastReview } from './set-fast-review.ts';
export { type MessageQuotaOrder, setMessageQuota } from './set-message-quota.ts';
export { type MerchantChanges, updateMerchant } from './update-merchant.ts';
