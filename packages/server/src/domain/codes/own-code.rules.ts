import type { CodeMode } from '../../generated/prisma/enums.ts';
import { type Field, InvalidInputError, type InputFault } from '../kit/errors.ts';
import { type CodeValueFault, MAX_CODE_LENGTH, ownCodeFault, ownCodeOf } from './code-value.rules.ts';

const FAULTS = { EMPTY: 'MISSING', TOO_LONG: 'TOO_LONG', INVALID_CHARACTER: 'CODE' } satisfies Record<
  CodeValueFault,
  InputFault
>;

/** A code that a merchant names, as it is kept. Throws {@link InvalidInputError} for what is none. */
export function parseOwnCode(field: Field, given: string): string {
  const value = ownCodeOf(given);
  const fault = ownCodeFault(value);
  if (fault) throw new InvalidInputError(field, `1 to ${MAX_CODE_LENGTH} characters that are seen`, FAULTS[fault]);
  return value;
}

/**
 * K1: a code is named where the card has custom codes, and nowhere else (contract §3.7).
 * Throws {@link InvalidInputError}, CODE_ORIGIN.
 */
export function assertCodeOrigin(mode: CodeMode, given: string | null): void {
  if (mode === 'CUSTOM' && given === null)
    throw new InvalidInputError(['code'], 'The merchant gives the codes of this card: name one', 'CODE_ORIGIN');
  if (mode !== 'CUSTOM' && given !== null)
    throw new InvalidInputError(['code'], 'This card gives its codes itself', 'CODE_ORIGIN');
}
