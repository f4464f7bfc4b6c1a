import type { CardKindContract } from './contract.ts';
import { percentField, refuseOtherFields } from './fields.ts';

/** Discount coupon: `percentOff` 30 means that 70 % are paid. */
export const discount: CardKindContract<{ percentOff: number }> = {
  required: ['percentOff'],
  textBytes: {},
  shows: [],
  parse(given) {
    refuseOtherFields(given, ['percentOff']);
    return { percentOff: percentField(given, 'percentOff') };
  },
};
