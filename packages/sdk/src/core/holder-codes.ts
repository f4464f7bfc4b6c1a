/** What the calls of holders are answered with beside what all are. Scripts that have no such call load an empty list. */
export const HOLDER_CODES = [
  'ALREADY_REDEEMED',
  'CHECKOUT_CONFLICT',
  'CODE_NOT_REDEEMABLE',
  'CODE_STATUS_FORBIDS',
  'GIFT_GONE',
  'GIFT_NOT_ALLOWED',
  'OUTSIDE_TIME_LIMIT',
  'ROTATING_CODE_EXPIRED',
  'ROTATING_CODE_REQUIRED',
  'SELF_REDEMPTION_CLOSED',
  'USE_LIMIT_REACHED',
  'VERIFICATION_CODE_WRONG',
  'WRONG_STORE',
] as const;
