import type { MemberFieldName } from '../../../domain/cards/index.ts';
import { enumType } from '../../kit/enum.ts';

export const MemberFieldNameEnum = enumType(
  'MemberFieldName',
  'A name that the old platform has for what a custom field of a membership card shows.',
  {
    LEVEL: 'Level of the member.',
    COUPON: 'Coupons that the member has.',
    STAMP: 'Stamps that were collected.',
    DISCOUNT: 'Discount of the member.',
    ACHIEVEMENT: 'Achievements.',
    MILEAGE: 'Miles.',
    SET_POINTS: 'Points of a set.',
    TIMS: 'Times of use.',
    UNKNOWN: 'Something else.',
  } satisfies Record<MemberFieldName, string>,
);
