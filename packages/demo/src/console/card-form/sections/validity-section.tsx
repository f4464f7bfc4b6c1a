import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { RadioField } from '../../ui/choice-fields.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { validityTypeOf } from '../card-input.ts';
import { useForm } from '../form-context.tsx';

const LAST_POSSIBLE_DAY = '2038-01-17';

/** When its codes are good (C4): between two days, so many days from the claim, or for ever. */
export function ValiditySection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  const type = validityTypeOf(draft);
  return (
    <Section title={texts.validity}>
      <RadioField
        path="validity.type"
        label={texts.validityType}
        value={type}
        onChange={set('validityType')}
        options={[
          { value: 'FIX_TERM', label: texts.fixTerm },
          { value: 'FIX_TIME_RANGE', label: texts.fixRange },
          ...(draft.kind === 'MEMBER_CARD' ? [{ value: 'PERMANENT', label: texts.permanent } as const] : []),
        ]}
      />
      {type === 'FIX_TERM' && <TermFields />}
      {type === 'FIX_TIME_RANGE' && <RangeFields />}
    </Section>
  );
}

function RangeFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <div className="fields-row">
      <TextField
        path="validity.from"
        label={texts.firstDay}
        type="date"
        max={LAST_POSSIBLE_DAY}
        value={draft.firstDay}
        onChange={set('firstDay')}
        isRequired
      />
      <TextField
        path="validity.until"
        label={texts.lastDay}
        type="date"
        min={draft.firstDay}
        max={LAST_POSSIBLE_DAY}
        value={draft.lastDay}
        onChange={set('lastDay')}
        isRequired
      />
    </div>
  );
}

function TermFields(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, set } = useForm();
  return (
    <div className="fields-row">
      <TextField
        path="validity.termDays"
        label={texts.termDays}
        value={draft.termDays}
        onChange={set('termDays')}
        inputMode="numeric"
        after={texts.days}
        isRequired
      />
      <TextField
        path="validity.termStartDays"
        label={texts.termStartDays}
        hint={texts.termStartHint}
        value={draft.termStartDays}
        onChange={set('termStartDays')}
        inputMode="numeric"
        after={texts.days}
        isRequired
      />
      <TextField
        path="validity.until"
        label={texts.termLastDay}
        hint={texts.optional}
        type="date"
        max={LAST_POSSIBLE_DAY}
        value={draft.termLastDay}
        onChange={set('termLastDay')}
      />
    </div>
  );
}
