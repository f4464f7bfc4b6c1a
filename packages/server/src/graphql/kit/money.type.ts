import { fenOf } from '../../domain/kit/money.ts';
import { builder } from '../builder.ts';

/** An amount in fen, as the database or a verb hands it over. */
type Amount = number | bigint;

const fenIn = (amount: Amount): number => (typeof amount === 'bigint' ? fenOf(amount) : amount);

/** `1234` → `12.34`, without floating point. */
export function decimalOf(amount: Amount): string {
  const digits = String(fenIn(amount)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const MoneyType = builder.objectRef<Amount>('Money').implement({
  description: 'An amount of money in the three forms that programs and people ask for.',
  fields: (t) => ({
    amount: t.field({ type: 'Fen', description: 'The amount in fen (1/100 CNY).', resolve: fenIn }),
    currency: t.string({ description: 'ISO 4217 code; always `CNY`.', resolve: () => 'CNY' }),
    decimal: t.string({ description: 'The amount in yuan with two decimals: `12.34`.', resolve: decimalOf }),
  }),
});
