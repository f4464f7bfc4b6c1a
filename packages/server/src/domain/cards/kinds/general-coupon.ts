import { details, ORDINARY } from './contract.ts';
import { required } from './fields.ts';
import { BENEFIT_TEXT_BYTES, lines } from './readings.ts';

/** General coupon: its benefit as text. */
export const generalCoupon = {
  ...ORDINARY,
  benefit: details({ defaultDetail: required(lines(BENEFIT_TEXT_BYTES)) }),
} as const;
