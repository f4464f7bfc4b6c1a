import type { ReactNode } from 'react';

type FilterSelectProps<T extends string> = {
  label: string;
  /** Null: everything. */
  value: T | null;
  everything: string;
  options: readonly { value: T; label: string }[];
  onChange: (value: T | null) => void;
};

/** Narrows a list; its label is heard and not seen, because its value says what it does. */
export function FilterSelect<T extends string>(props: FilterSelectProps<T>): ReactNode {
  const { label, value, everything, options, onChange } = props;
  const choose = (given: string): void => onChange(options.find((option) => option.value === given)?.value ?? null);
  return (
    <span className="control control-select">
      <select aria-label={label} value={value ?? ''} onChange={(event) => choose(event.target.value)}>
        <option value="">{everything}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
