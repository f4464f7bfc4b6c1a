import type { ComponentProps, ReactNode } from 'react';
import { counterText, fits, type TextLimit } from '../format/display-width.ts';
import { Field, type FieldProps } from './field.tsx';

type Common = FieldProps & { value: string; onChange: (value: string) => void; limit?: TextLimit };

const counterOf = (value: string, limit: TextLimit | undefined): { text: string; isOver: boolean } | undefined =>
  limit && { text: counterText(value, limit), isOver: !fits(value, limit) };

type TextFieldProps = Common &
  Pick<ComponentProps<'input'>, 'type' | 'inputMode' | 'placeholder' | 'autoComplete' | 'min' | 'max'> & {
    /** What stands before or after the value: a currency, a unit. */
    before?: string;
    after?: string;
  };

/** One line of text, with its width counted where the card rules bound it. */
export function TextField({
  path,
  label,
  hint,
  isRequired,
  value,
  onChange,
  limit,
  before,
  after,
  ...input
}: TextFieldProps): ReactNode {
  return (
    <Field path={path} label={label} hint={hint} isRequired={isRequired ?? false} counter={counterOf(value, limit)}>
      {(control) => (
        <div className="control">
          {before !== undefined && <span className="control-aside">{before}</span>}
          <input {...input} {...control} value={value} onChange={(event) => onChange(event.target.value)} />
          {after !== undefined && <span className="control-aside">{after}</span>}
        </div>
      )}
    </Field>
  );
}

type TextAreaProps = Common & { rows?: number; placeholder?: string };

export function TextArea({
  path,
  label,
  hint,
  isRequired,
  value,
  onChange,
  limit,
  rows,
  placeholder,
}: TextAreaProps): ReactNode {
  return (
    <Field path={path} label={label} hint={hint} isRequired={isRequired ?? false} counter={counterOf(value, limit)}>
      {(control) => (
        <div className="control">
          <textarea
            {...control}
            rows={rows ?? 3}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  );
}
