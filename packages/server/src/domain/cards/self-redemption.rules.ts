import { type Field, StoreRequiredError } from '../kit/errors.ts';
import { CheckoutConflictError } from './card.errors.ts';

type Face = { hasCenter: boolean; hasStores: boolean };

/**
 * What the face of a card must be for users to redeem its codes themselves (R4): an empty center entry and at least one
 * store. `fields` name what is at fault in the call that asks. Throws CheckoutConflictError, StoreRequiredError.
 */
export function assertSelfRedeemable(
  { hasCenter, hasStores }: Face,
  fields: { center: Field; stores: Field } = { center: ['center'], stores: ['storeIds'] },
): void {
  if (hasCenter) throw new CheckoutConflictError(fields.center);
  if (!hasStores)
    throw new StoreRequiredError(fields.stores, 'Self-redemption needs a store in which the card applies');
}
