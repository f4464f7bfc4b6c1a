import { KqCoupon } from '../generated/documents.ts';
import type { HoldingCalls } from '../holding-types.ts';
import type { Graphql } from '../transport/create-urql.ts';

/** Codes with everything that is said of them. */
export const createCoupons = (graphql: Graphql): Pick<HoldingCalls, 'coupon'> => ({
  async coupon(id) {
    const { node } = (await graphql.ask(KqCoupon, { id })).data;
    return node && 'value' in node ? node : null;
  },
});
