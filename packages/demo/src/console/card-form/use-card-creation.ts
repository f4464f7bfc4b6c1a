import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { CardCreate, type Refusal } from '../../generated/console.ts';
import { type Problem, problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import type { Faults } from '../ui/faults.tsx';
import { formTexts, type FormTexts } from './card-form.texts.ts';
import { cardInputOf } from './card-input.ts';
import { checkDraft } from './check-draft.ts';
import type { Draft } from './draft.ts';
import { fieldPathOf } from './field-path.ts';

/** What stands in the way of a card: faults of fields, and sentences that belong to none. */
export type Trouble = { faults: Faults; others: readonly string[]; problem: Problem | null };

export const noTrouble: Trouble = { faults: {}, others: [], problem: null };

export type Created = { id: string; title: string };

type Creation = {
  trouble: Trouble;
  isBusy: boolean;
  /** Sends the draft; null when something stands in the way, told in `trouble`. */
  create: (draft: Draft) => Promise<Created | null>;
  clearTrouble: () => void;
};

/** Sends a draft when it holds what a card needs, and sorts what comes back by field. */
export function useCardCreation(kind: Draft['kind']): Creation {
  const texts = useTexts(formTexts);
  const { merchant } = useDesk();
  const [{ fetching }, send] = useMutation(CardCreate);
  const [trouble, setTrouble] = useState(noTrouble);
  // What another kind lacked is no fault of this one, and its fields are gone.
  useEffect(() => setTrouble(noTrouble), [kind]);
  const create = async (draft: Draft): Promise<Created | null> => {
    const faults = ownFaults(draft, texts);
    setTrouble({ ...noTrouble, faults });
    if (Object.keys(faults).length > 0) return null;
    const { data, error } = await send({ input: cardInputOf(draft, merchant.timeZone) });
    if (error) setTrouble({ ...noTrouble, problem: problemOf(error) });
    else if (data) setTrouble(troubleOf(data.cardCreate.userErrors, { draft, texts }));
    return data?.cardCreate.card ?? null;
  };
  return { trouble, isBusy: fetching, create, clearTrouble: () => setTrouble(noTrouble) };
}

const ownFaults = (draft: Draft, texts: FormTexts): Faults =>
  Object.fromEntries([...checkDraft(draft)].map(([path, fault]) => [path, texts.faults[fault]]));

/** Refusals of the server by the field of the form. */
export function troubleOf(refusals: readonly Refusal[], { draft, texts }: { draft: Draft; texts: FormTexts }): Trouble {
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
