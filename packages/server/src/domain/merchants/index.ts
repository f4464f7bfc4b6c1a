export { createMerchant } from './create-merchant.ts';
export { grantPermission } from './grant-permission.ts';
export { assertPermission, findMerchantByAppId, findSeededMerchant, merchantOf } from './merchant.queries.ts';
export { replaceAppSecret } from './replace-app-secret.ts';
export { PERMISSIONS, type MerchantDraft, type PermissionName } from './merchant.rules.ts';
export { type MerchantChanges, updateMerchant } from './update-merchant.ts';
