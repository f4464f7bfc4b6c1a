import type { CodeMode } from '../../generated/prisma/enums.ts';
import { CodeModeError } from './code.errors.ts';
import { type CodeValueFault, ownCodeFault, ownCodeOf } from './code-value.rules.ts';

/** Values that one call deposits or checks; more come as a file. */
export const MOST_VALUES = 1_000;

/** Throws {@link CodeModeError} (45030) unless the codes of the card are deposited beforehand (K1). */
export function assertDepositMode({ codeMode }: { codeMode: CodeMode }): void {
  if (codeMode !== 'DEPOSITED') throw new CodeModeError(codeMode, 'DEPOSITED');
}

export type RefusedValue = { value: string; reason: CodeValueFault };
export type SortedValues = { wanted: string[]; repeated: string[]; failed: RefusedValue[] };

/** Parts what was given into codes to deposit, those named before in the same call, and what is no code (K1). */
export function sortValues(given: readonly string[]): SortedValues {
  const wanted = new Set<string>();
  const sorted: SortedValues = { wanted: [], repeated: [], failed: [] };
  for (const entry of given) {
    const value = ownCodeOf(entry);
    const reason = ownCodeFault(value);
    if (reason) sorted.failed.push({ value: entry, reason });
    else if (wanted.has(value)) sorted.repeated.push(value);
    else wanted.add(value);
  }
  return { ...sorted, wanted: [...wanted] };
}
