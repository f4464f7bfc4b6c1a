import { isWithinTimeLimits, timeLimitsOf } from '../cards/index.ts';
import { isRedeemable, standingStatusAt } from '../codes/index.ts';
import { boundStoresOf, scopesOfRole } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { type DomainError, NotFoundError } from '../kit/errors.ts';
import { StoreNotApprovedError } from '../stores/index.ts';
import type { RedemptionGrounds } from './redemption-grounds.store.ts';
import { type RedemptionFacts, redemptionRefusal } from './redemption.rules.ts';

/** How a code is about to be redeemed. */
export type Redeeming = Pick<RedemptionFacts, 'way' | 'showing' | 'storeId'> & {
  staffId: string | null;
  /** What depends on time is judged by it; the state of the code by now. */
  judgedAt: Date;
};

type Acting = Pick<DomainContext, 'actor' | 'now'>;

/** Why the code can't be redeemed, or null; the store and the person that the call names are looked at first. */
export const refusalByGrounds = (ctx: Acting, grounds: RedemptionGrounds, about: Redeeming): DomainError | null =>
  namedRefusal(grounds, about) ?? redemptionRefusal(factsBy(ctx, grounds, about), about.judgedAt);

/** Whoever and whatever is named is the merchant's, and the store may be used. */
export function namedRefusal(
  { storeState, staff }: Pick<RedemptionGrounds, 'storeState' | 'staff'>,
  { storeId, staffId }: Pick<Redeeming, 'storeId' | 'staffId'>,
): DomainError | null {
  if (storeId !== null && storeState === null) return new NotFoundError('store', ['storeId']);
  if (storeId !== null && storeState !== null && storeState !== 'APPROVED')
    return new StoreNotApprovedError(['storeId'], storeState);
  return staffId !== null && staff === null ? new NotFoundError('person', ['staffId']) : null;
}

/** What the rules ask for. */
export function factsBy({ actor, now }: Acting, grounds: RedemptionGrounds, about: Redeeming): RedemptionFacts {
  const { code, card, storeIds, useCount, redeemed, staff, timeZone } = grounds;
  const status = standingStatusAt(code, now());
  return {
    code: { ...code, status, isRedeemable: isRedeemable(status) },
    card: { ...card, storeIds },
    ...{ useCount, redeemed, way: about.way, showing: about.showing, storeId: about.storeId },
    boundStoreIds: boundStoresOf(actor),
    staff: staff && {
      mayRedeem: scopesOfRole(staff.role, staff.staffRoles).includes('redemptions:write'),
      isDisabled: staff.disabledAt !== null,
      storeIds: staff.storeIds,
    },
    isWithinHours: isWithinTimeLimits(timeLimitsOf(card), about.judgedAt, timeZone),
  };
}
