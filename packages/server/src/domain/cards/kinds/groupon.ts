import type { CardKindContract } from './contract.ts';
import { BENEFIT_TEXT_BYTES, refuseOtherFields, textField } from './fields.ts';

/** Group purchase: what the deal holds, as text. */
export const groupon: CardKindContract<{ dealDetail: string }> = {
  required: ['dealDetail'],
  textBytes: { dealDetail: BENEFIT_TEXT_BYTES },
  shows: [],
  parse(given) {
    refuseOtherFields(given, ['dealDetail']);
    return { dealDetail: textField(given, 'dealDetail') };
  },
};
