import { details, ORDINARY } from './contract.ts';
import { required } from './fields.ts';
import { BENEFIT_TEXT_BYTES, lines } from './readings.ts';

/** Exchange coupon: the thing for which it is exchanged. */
export const gift = {
  ...ORDINARY,
  benefit: details({ gift: required(lines(BENEFIT_TEXT_BYTES)) }),
  shows: ['leastCostFen', 'objectUseFor'],
} as const;
