import type { CardKindContract } from './contract.ts';
import { fenField, refuseOtherFields } from './fields.ts';

/** Cash coupon: takes `reduceCostFen` off an order of at least `leastCostFen` (0: of any amount). */
export const cash: CardKindContract<{ leastCostFen: number; reduceCostFen: number }> = {
  required: ['reduceCostFen'],
  textBytes: {},
  shows: ['acceptCategory', 'rejectCategory', 'leastCostFen'],
  parse(given) {
    refuseOtherFields(given, ['leastCostFen', 'reduceCostFen']);
    return {
      leastCostFen: fenField({ leastCostFen: 0, ...given }, 'leastCostFen', 0),
      reduceCostFen: fenField(given, 'reduceCostFen', 1),
    };
  },
};
