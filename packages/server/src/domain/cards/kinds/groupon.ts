import type { CardKindContract } from './contract.ts';
import { refuseOtherFields, textField } from './fields.ts';

/** Group purchase: what the deal holds, as text. */
export const groupon: CardKindContract<{ dealDetail: string }> = {
  parse(given) {
    refuseOtherFields(given, ['dealDetail']);
    return { dealDetail: textField(given, 'dealDetail') };
  },
};
