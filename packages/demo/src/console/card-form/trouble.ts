import type { Refusal } from '../../generated/console.ts';
import type { Problem } from '../data/problem.ts';
import type { Faults } from '../ui/faults.tsx';

import { checkDraft } from './check-draft.ts';
import type { Draft } from './draft.ts';
import type { FaultTexts } from './fault.texts.ts';
import { fieldPathOf } from './field-path.ts';

/** What stands in the way of a card: faults of fields, and sentences that belong to none. */
export type Trouble = { faults: Faults; others: readonly string[]; problem: Problem | null };

export const noTrouble: Trouble = { faults: {}, others: [], problem: null };

/** What the form itself finds, in words. */
export const ownFaults = (draft: Draft, texts: FaultTexts): Faults =>
  Object.fromEntries([...checkDraft(draft)].map(([path, fault]) => [path, texts.faults[fault]]));

/** Refusals of the server by the field of the form. */
export function troubleOf(
  refusals: readonly Refusal[],
  { draft, texts }: { draft: Draft; texts: FaultTexts },
): Trouble {
  const faults: Record<string, string> = {};
  const others: string[] = [];
  for (const { code, field, message } of refusals) {
    const path = fieldPathOf(field, draft);
    if (code === 'IDEMPOTENCY_KEY_REUSED') others.push(texts.keyReused);
    else if (path === null) others.push(message);
    else faults[path] = message;
  }
  return { faults, others, problem: null };
}
