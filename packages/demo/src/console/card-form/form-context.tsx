import { createContext, type Dispatch, useContext } from 'react';
import type { Draft, DraftChange } from './draft.ts';

type Form = { draft: Draft; change: Dispatch<DraftChange> };

export const FormContext = createContext<Form | null>(null);

type FormParts = Form & {
  /** A handler that writes its value into one field of the draft. */
  set: <K extends keyof Draft>(name: K) => (value: Draft[K]) => void;
};

/** The draft that the sections of the form write together. */
export function useForm(): FormParts {
  const form = useContext(FormContext);
  if (form === null) throw new Error('Sections stand inside the card form');
  const { draft, change } = form;
  return { draft, change, set: (name) => (value) => change({ type: 'set', fields: { [name]: value } }) };
}
