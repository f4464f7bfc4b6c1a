export { createMerchant } from './create-merchant.ts';
export { grantPermission } from './grant-permission.ts';
export { findMerchantByAppId, merchantOf } from './merchant.queries.ts';
export { PERMISSIONS, type MerchantDraft, type PermissionName } from './merchant.rules.ts';
