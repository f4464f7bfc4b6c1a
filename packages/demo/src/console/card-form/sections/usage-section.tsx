import type { ReactNode } from 'react';
import { CODE_TYPES, cardLabels } from '../../cards/card-labels.ts';
import { useTexts } from '../../language/language.tsx';
import { SelectField } from '../../ui/choice-fields.tsx';
import { Section } from '../../ui/section.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';

/** What is said to the till and to the holder. */
export function UsageSection(): ReactNode {
  const texts = useTexts(formTexts);
  const labels = useTexts(cardLabels);
  const { draft, set } = useForm();
  const codeTypes = CODE_TYPES.map((value) => ({ value, label: labels.codeTypes[value] }));
  return (
    <Section title={texts.usage}>
      <TextField
        path="notice"
        label={texts.notice}
        hint={texts.noticeHint}
        value={draft.notice}
        onChange={set('notice')}
        limit={LIMITS.notice}
        isRequired
      />
      <TextArea
        path="description"
        label={texts.description}
        value={draft.description}
        onChange={set('description')}
        limit={LIMITS.description}
        rows={5}
        isRequired
      />
      <div className="fields-row">
        <SelectField
          path="codeType"
          label={texts.codeType}
          value={draft.codeType}
          options={codeTypes}
          onChange={set('codeType')}
        />
        <TextField
          path="servicePhone"
          label={texts.servicePhone}
          type="tel"
          value={draft.servicePhone}
          onChange={set('servicePhone')}
          limit={LIMITS.servicePhone}
        />
      </div>
    </Section>
  );
}
