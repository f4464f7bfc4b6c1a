import { InvalidInputError, DomainError } from '../../src/domain/kit/errors.ts';

/** What a rule refuses: the code, the field and, where a value is at fault, what is wrong with it. Null: nothing. */
export function refusalOf(work: () => unknown): { code: string; field: string; fault?: string } | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const told = { code: error.code, field: error.field.join('.') };
    return error instanceof InvalidInputError ? { ...told, fault: error.fault } : told;
  }
}
