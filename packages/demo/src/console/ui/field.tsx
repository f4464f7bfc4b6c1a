import type { ReactNode } from 'react';
import { fieldId, useFault } from './faults.tsx';
import { isFixed, NoteTag, NoteText, useFieldNote } from './field-notes.tsx';

export type FieldProps = {
  /** Name of the field as the server calls it. */
  path: string;
  label: string;
  hint?: ReactNode;
  isRequired?: boolean;
};

/** What a control needs to be described by the words around it. */
export type ControlProps = {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
  required: boolean | undefined;
  disabled: boolean | undefined;
};

type FrameProps = FieldProps & {
  counter?: { text: string; isOver: boolean } | undefined;
  children: (control: ControlProps) => ReactNode;
};

/** Label, control, hint, counter and what is wrong, tied together for every kind of control. */
export function Field({ path, label, hint, isRequired, counter, children }: FrameProps): ReactNode {
  const fault = useFault(path);
  const note = useFieldNote(path);
  const id = fieldId(path);
  const described = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].filter(Boolean);
  return (
    <div className={fault === undefined ? 'field' : 'field is-faulty'}>
      <div className="field-head">
        <label htmlFor={id}>
          {label}
          {isRequired === true && !isFixed(note) && <span className="field-star" aria-hidden="true" />}
        </label>
        <NoteTag note={note} />
        {counter && <span className={counter.isOver ? 'counter is-over' : 'counter'}>{counter.text}</span>}
      </div>
      {children({
        id,
        'aria-invalid': fault !== undefined || undefined,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        required: isRequired,
        disabled: isFixed(note) || undefined,
      })}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <NoteText note={note} />
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
