import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { assertSelfRedeemable } from './self-redemption.rules.ts';

describe('a card for self-redemption', () => {
  it.each([
    [{ hasCenter: false, hasStores: true }, null],
    [
      { hasCenter: true, hasStores: true },
      { code: 'CHECKOUT_CONFLICT', field: 'center' },
    ],
    [
      { hasCenter: false, hasStores: false },
      { code: 'STORE_REQUIRED', field: 'storeIds' },
    ],
  ])('with %j is refused with %j', (face, refusal) => {
    expect(refusalOf(() => assertSelfRedeemable(face))).toEqual(refusal);
  });
});
