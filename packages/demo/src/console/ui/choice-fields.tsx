import { type ReactNode, useContext, useId } from 'react';
import { Field, type FieldProps } from './field.tsx';
import { FaultsContext, fieldId, useFault } from './faults.tsx';
import { isFixed, NoteTag, NoteText, useFieldNote } from './field-notes.tsx';

export type Option<T extends string> = { value: T; label: string; hint?: string };

type FrameProps = Pick<FieldProps, 'path' | 'label'> & { children: ReactNode };

type ChoiceProps<T extends string> = FieldProps & {
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
};

/** A list that opens. For long lists; a few choices are better all seen at once. */
export function SelectField<T extends string>({ value, options, onChange, ...field }: ChoiceProps<T>): ReactNode {
  const choose = (given: string): void => {
    const found = options.find((option) => option.value === given);
    if (found) onChange(found.value);
  };
  return (
    <Field {...field}>
      {(control) => (
        <div className="control control-select">
          <select {...control} value={value} onChange={(event) => choose(event.target.value)}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

/** What stands around choices that are seen all at once. */
export function ChoiceFrame({ path, label, children }: FrameProps): ReactNode {
  const fault = useFault(path);
  const note = useFieldNote(path);
  return (
    <fieldset
      className={fault === undefined ? 'field' : 'field is-faulty'}
      id={fieldId(path)}
      tabIndex={-1}
      disabled={isFixed(note)}
    >
      <legend>
        {label}
        <NoteTag note={note} />
      </legend>
      {children}
      <NoteText note={note} />
      {fault !== undefined && <p className="fault">{fault}</p>}
    </fieldset>
  );
}

/** A few choices, all seen at once. */
export function RadioField<T extends string>({
  path,
  label,
  hint,
  value,
  options,
  onChange,
}: ChoiceProps<T>): ReactNode {
  const name = useId();
  return (
    <ChoiceFrame path={path} label={label}>
      <div className="segments">
        {options.map((option) => (
          <label key={option.value} className="segment">
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
    </ChoiceFrame>
  );
}

type SwitchProps = {
  /** Name of the field as the server calls it, where a fault or a note may stand at it. */
  path?: string;
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
};

/** A thing that is on or off. */
export function Switch({ path, label, hint, isOn, onChange }: SwitchProps): ReactNode {
  const id = useId();
  const fault = useContext(FaultsContext)[path ?? ''];
  const note = useFieldNote(path);
  return (
    <div>
      <label className="switch-row">
        <span>
          {label}
          <NoteTag note={note} />
          {hint !== undefined && (
            <span className="hint" id={id}>
              {hint}
            </span>
          )}
        </span>
        <input
          id={path === undefined ? undefined : fieldId(path)}
          type="checkbox"
          role="switch"
          className="switch"
          checked={isOn}
          disabled={isFixed(note)}
          aria-describedby={hint === undefined ? undefined : id}
          onChange={(event) => onChange(event.target.checked)}
        />
      </label>
      <NoteText note={note} />
      {fault !== undefined && <p className="fault">{fault}</p>}
    </div>
  );
}

type CheckListProps<T extends string> = {
  path: string;
  label: string;
  options: readonly Option<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
};

/** Any number of things out of a list. */
export function CheckList<T extends string>({ path, label, options, chosen, onChange }: CheckListProps<T>): ReactNode {
  const toggle = (value: T): void =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <ChoiceFrame path={path} label={label}>
      <div className="checks">
        {options.map(({ value, label: text, hint }) => (
          <label key={value} className="check">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span>
              {text}
              {hint !== undefined && <small>{hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </ChoiceFrame>
  );
}
