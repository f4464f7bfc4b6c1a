import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { CardCreate } from '../../generated/console.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { faultTexts } from './fault.texts.ts';
import { cardInputOf } from './card-input.ts';
import type { Draft } from './draft.ts';
import { noTrouble, ownFaults, type Trouble, troubleOf } from './trouble.ts';

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
  const texts = useTexts(faultTexts);
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
