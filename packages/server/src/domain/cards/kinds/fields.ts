import { InvalidInputError } from '../../kit/errors.ts';
import { isFen } from '../../kit/money.ts';
import { isBlank } from '../../kit/text.ts';

/** Limit of a benefit that is told as text (seed 004). */
export const BENEFIT_TEXT_BYTES = 3072;

type Given = Readonly<Record<string, unknown>>;
const at = (name: string) => ['benefit', name];

/** A benefit field of another kind is refused (C1). */
export function refuseOtherFields(given: Given, known: readonly string[]): void {
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name) && value !== undefined && value !== null) {
      throw new InvalidInputError(at(name), 'This field belongs to another kind of card', 'UNKNOWN_FIELD');
    }
  }
}

const present = (given: Given, name: string): unknown => {
  const value = given[name];
  if (isBlank(value)) throw new InvalidInputError(at(name), 'Missing', 'MISSING');
  return value;
};

export function textField(given: Given, name: string): string {
  const value = present(given, name);
  if (typeof value !== 'string') throw new InvalidInputError(at(name), 'Must be a text');
  return value;
}

/** An amount in fen; at least `least`. */
export function fenField(given: Given, name: string, least: number): number {
  const value = present(given, name);
  if (typeof value !== 'number' || !isFen(value) || value < least)
    throw new InvalidInputError(at(name), `Must be an amount in fen of at least ${least}`);
  return value;
}

export function percentField(given: Given, name: string): number {
  const value = present(given, name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 99)
    throw new InvalidInputError(at(name), 'Must be a whole number from 1 to 99');
  return value;
}
