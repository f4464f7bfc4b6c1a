import type { ReactNode } from 'react';
import { useEventTypes } from '../events/use-event-types.ts';
import { useTexts } from '../language/language.tsx';
import { CheckList, RadioField } from '../ui/choice-fields.tsx';
import { FoldedSection, Section } from '../ui/section.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { textFieldsOf } from '../ui/text-fields-of.ts';
import type { EndpointDraft } from './endpoint-draft.ts';
import { endpointFormTexts } from './endpoint-form.texts.ts';

type FieldsProps = { draft: EndpointDraft; change: (fields: Partial<EndpointDraft>) => void };

/** Where events go, which ones, and in what shape. */
export function EndpointFields({ draft, change }: FieldsProps): ReactNode {
  const texts = useTexts(endpointFormTexts);
  const bound = textFieldsOf(draft, change);
  return (
    <>
      <Section title={texts.basics}>
        <TextField {...bound('name')} label={texts.name} isRequired autoComplete="off" />
        <TextField {...bound('url')} label={texts.url} hint={texts.urlHint} isRequired type="url" autoComplete="off" />
      </Section>
      <Section title={texts.what}>
        <RadioField
          path="hearsAll"
          label={texts.hears}
          value={draft.hearsAll ? 'all' : 'chosen'}
          options={[
            { value: 'all', label: texts.all },
            { value: 'chosen', label: texts.chosen },
          ]}
          onChange={(value) => change({ hearsAll: value === 'all' })}
        />
        {!draft.hearsAll && <TypeList draft={draft} change={change} />}
      </Section>
      <ShapeSection draft={draft} change={change} />
    </>
  );
}

function ShapeSection({ draft, change }: FieldsProps): ReactNode {
  const texts = useTexts(endpointFormTexts);
  const bound = textFieldsOf(draft, change);
  return (
    <FoldedSection
      title={texts.shape}
      hint={texts.shapeHint}
      isFilled={draft.document !== ''}
      paths={['document', 'variables']}
    >
      <TextArea {...bound('document')} label={texts.document} rows={8} placeholder={EXAMPLE} />
      <TextArea {...bound('variables')} label={texts.variables} rows={3} placeholder="{}" />
    </FoldedSection>
  );
}

const EXAMPLE = 'subscription { claims { claim { openid code { value } card { title } } } }';

function TypeList({ draft, change }: FieldsProps): ReactNode {
  const texts = useTexts(endpointFormTexts);
  const options = useEventTypes().map(({ type, name }) => ({ value: type, label: name, hint: type }));
  return (
    <div className="type-list">
      <CheckList
        path="types"
        label={texts.types}
        options={options}
        chosen={draft.types}
        onChange={(types) => change({ types })}
      />
    </div>
  );
}
