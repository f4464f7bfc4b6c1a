import type { CountPrecision } from '../../generated/console.ts';

/** `10000+` where the server has stopped counting. */
export const countText = ({ value, precision }: { value: number; precision: CountPrecision }): string =>
  precision === 'AT_LEAST' ? `${value}+` : String(value);
