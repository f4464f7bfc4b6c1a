import { createContext, type Dispatch, useContext } from 'react';
import type { Draft } from './draft.ts';
import type { DraftChange } from './draft-changes.ts';

type Form = {
  draft: Draft;
  change: Dispatch<DraftChange>;
  /** Whether a card is being made, and not changed. */
  isNew: boolean;
};

export const FormContext = createContext<Form | null>(null);

type FormParts = Form & {
  /** A handler that writes its value into one field of the draft. */
  set: <K extends keyof Draft>(name: K) => (value: Draft[K]) => void;
};

/** The draft that the sections of the form write together. */
export function useForm(): FormParts {
  const form = useContext(FormContext);
  if (form === null) throw new Error('Sections stand inside the card form');
  const { draft, change, isNew } = form;
  return { draft, change, isNew, set: (name) => (value) => change({ type: 'set', fields: { [name]: value } }) };
}
