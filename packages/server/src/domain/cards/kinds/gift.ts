import type { CardKindContract } from './contract.ts';
import { refuseOtherFields, textField } from './fields.ts';

/** Exchange coupon: the thing for which it is exchanged. */
export const gift: CardKindContract<{ gift: string }> = {
  parse(given) {
    refuseOtherFields(given, ['gift']);
    return { gift: textField(given, 'gift') };
  },
};
