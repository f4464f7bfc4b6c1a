import { details, ORDINARY } from './contract.ts';
import { required } from './fields.ts';
import { BENEFIT_TEXT_BYTES, lines } from './readings.ts';

/** Group purchase: what the deal holds, as text. */
export const groupon = {
  ...ORDINARY,
  benefit: details({ dealDetail: required(lines(BENEFIT_TEXT_BYTES)) }),
} as const;
