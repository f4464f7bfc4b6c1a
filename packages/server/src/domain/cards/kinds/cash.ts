import { details, ORDINARY } from './contract.ts';
import { required, withDefault } from './fields.ts';
import { fen } from './readings.ts';

/** Cash coupon: takes `reduceCostFen` off an order of at least `leastCostFen` (0: of any amount). */
export const cash = {
  ...ORDINARY,
  benefit: details({ leastCostFen: withDefault(fen(0), 0), reduceCostFen: required(fen(1)) }),
  shows: ['acceptCategory', 'rejectCategory', 'leastCostFen'],
} as const;
