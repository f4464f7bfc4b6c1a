import { details, ORDINARY } from './contract.ts';
import { required } from './fields.ts';
import { percent } from './readings.ts';

/** Discount coupon: `percentOff` 30 means that 70 % are paid. */
export const discount = { ...ORDINARY, benefit: details({ percentOff: required(percent) }) } as const;
