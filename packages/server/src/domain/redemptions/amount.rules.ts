import { InvalidInputError } from '../kit/errors.ts';
import { isFen } from '../kit/money.ts';

/** An amount in fen as it is kept; null when none was given. Throws InvalidInputError with the field. */
export function parseAmount(given: number | null | undefined, field: string): number | null {
  if (given === null || given === undefined) return null;
  if (!isFen(given)) throw new InvalidInputError([field], 'Must be an amount in fen of at least 0');
  return given;
}
