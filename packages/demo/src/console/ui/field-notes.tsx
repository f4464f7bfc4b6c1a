import { createContext, type ReactNode, useContext } from 'react';

/** What a change of a field means, for a form that edits something which is live. */
export type FieldNote = {
  /** A word beside the label: at once, needs review, fixed. */
  tag: string;
  tone: 'plain' | 'review' | 'fixed';
  /** A sentence below the control: what is live while a change waits, or how far it may go. */
  text?: string;
};

export type NoteOf = (path: string) => FieldNote | undefined;

export const FieldNotesContext = createContext<NoteOf>(() => undefined);

export const useFieldNote = (path: string | undefined): FieldNote | undefined => {
  const noteOf = useContext(FieldNotesContext);
  return path === undefined ? undefined : noteOf(path);
};

export const isFixed = (note: FieldNote | undefined): boolean => note?.tone === 'fixed';

/** The word beside a label. */
export function NoteTag({ note }: { note: FieldNote | undefined }): ReactNode {
  return note ? <span className={`note-tag is-${note.tone}`}>{note.tag}</span> : null;
}

/** The sentence below a control. */
export function NoteText({ note }: { note: FieldNote | undefined }): ReactNode {
  return note?.text === undefined ? null : <p className="note-text">{note.text}</p>;
}
