import type { CardKindContract } from './contract.ts';
import { refuseOtherFields, textField } from './fields.ts';

/** General coupon: its benefit as text. */
export const generalCoupon: CardKindContract<{ defaultDetail: string }> = {
  parse(given) {
    refuseOtherFields(given, ['defaultDetail']);
    return { defaultDetail: textField(given, 'defaultDetail') };
  },
};
