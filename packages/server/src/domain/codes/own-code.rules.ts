import type { CodeMode } from '../../generated/prisma/enums.ts';
import { type Field, InvalidInputError, type InputFault } from '../kit/errors.ts';
import { type CodeValueFault, MAX_CODE_LENGTH, ownCodeFault, ownCodeOf, systemCodeFrom } from './code-value.rules.ts';

const FAULTS = { EMPTY: 'MISSING', TOO_LONG: 'TOO_LONG', INVALID_CHARACTER: 'CODE' } satisfies Record<
  CodeValueFault,
  InputFault
>;

function ownCodeRefusal(field: Field, given: string): InvalidInputError | null {
  const fault = ownCodeFault(ownCodeOf(given));
  return fault && new InvalidInputError(field, `1 to ${MAX_CODE_LENGTH} characters that are seen`, FAULTS[fault]);
}

/** A code that a merchant names, as it is kept. Throws {@link InvalidInputError} for what is none. */
export function parseOwnCode(field: Field, given: string): string {
  const refusal = ownCodeRefusal(field, given);
  if (refusal) throw refusal;
  return ownCodeOf(given);
}

/**
 * K1: a code is named where the card has custom codes, and nowhere else (contract §3.7); null: it is so.
 * Whether the card has the code already is another question.
 */
export function namedCodeRefusal(mode: CodeMode, given: string | null): InvalidInputError | null {
  if (mode !== 'CUSTOM')
    return given === null ? null : new InvalidInputError(['code'], 'This card gives its codes itself', 'CODE_ORIGIN');
  if (given === null)
    return new InvalidInputError(['code'], 'The merchant gives the codes of this card: name one', 'CODE_ORIGIN');
  return ownCodeRefusal(['code'], given);
}

/** The number of a code that is to be made (K1); null: the card's pool gives it. `bytes`: 8 unguessable ones. */
export const numberOfNewCode = (mode: CodeMode, given: string | null, bytes: () => Buffer): string | null =>
  ({
    SYSTEM: () => systemCodeFrom(bytes()),
    CUSTOM: () => ownCodeOf(given ?? ''),
    DEPOSITED: () => null,
  })[mode]();
