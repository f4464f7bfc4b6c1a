import type { CardKindContract } from './contract.ts';
import { BENEFIT_TEXT_BYTES, refuseOtherFields, textField } from './fields.ts';

/** Exchange coupon: the thing for which it is exchanged. */
export const gift: CardKindContract<{ gift: string }> = {
  required: ['gift'],
  textBytes: { gift: BENEFIT_TEXT_BYTES },
  shows: ['leastCostFen', 'objectUseFor'],
  parse(given) {
    refuseOtherFields(given, ['gift']);
    return { gift: textField(given, 'gift') };
  },
};
