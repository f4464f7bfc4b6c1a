export { createStore } from './create-store.ts';
export { deleteStore } from './delete-store.ts';
export { MOST_STORE_ROWS, type RowOutcome, type StoreRow } from './import-rows.rules.ts';
export { importStores } from './import-stores.ts';
export { findStoresNear, type NearStore } from './near-stores.queries.ts';
export { askedStores } from './near-stores.rules.ts';
export { fieldsOf as changedFieldsOf, readPending, type ServiceChanges } from './pending-change.ts';
export { holdStore, settleStoreReview } from './settle-store-review.ts';
export { setVerificationCodes, verificationCodesSeenBy } from './set-verification-codes.ts';
export { verificationCodeOf } from './verification-code.rules.ts';
export { visibleStores } from './store.access.ts';
export { StoreChangePendingError, StoreInUseError, StoreNotApprovedError } from './store.errors.ts';
export type { StorePorts } from './store.ports.ts';
export {
  findStore,
  findStoreByExternalId,
  findStoresByIds,
  findStoreToName,
  findUsableStores,
  isDeletedPoi,
  listStores,
  ownCategories,
  storesByIds,
  type StoreNames,
} from './store.queries.ts';
export { assertServiceChanges, storeNameOf } from './store.rules.ts';
export type { StoreKey } from './store-key.rules.ts';
export type { ServiceField, StoreDraft } from './store-draft.ts';
export { type StoreUpdate, updateStore } from './update-store.ts';
