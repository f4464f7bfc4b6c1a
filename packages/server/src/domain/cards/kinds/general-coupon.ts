import type { CardKindContract } from './contract.ts';
import { BENEFIT_TEXT_BYTES, refuseOtherFields, textField } from './fields.ts';

/** General coupon: its benefit as text. */
export const generalCoupon: CardKindContract<{ defaultDetail: string }> = {
  required: ['defaultDetail'],
  textBytes: { defaultDetail: BENEFIT_TEXT_BYTES },
  shows: [],
  parse(given) {
    refuseOtherFields(given, ['defaultDetail']);
    return { defaultDetail: textField(given, 'defaultDetail') };
  },
};
