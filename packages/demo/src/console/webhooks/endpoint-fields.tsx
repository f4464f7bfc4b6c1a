import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { EventTypes } from '../../generated/console.ts';
import { eventName, inOrder } from '../events/event-names.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { CheckList, RadioField } from '../ui/choice-fields.tsx';
import { FoldedSection, Section } from '../ui/section.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import type { EndpointDraft } from './endpoint-draft.ts';
import { endpointFormTexts } from './endpoint-form.texts.ts';

type FieldsProps = { draft: EndpointDraft; change: (fields: Partial<EndpointDraft>) => void };

/** Where events go, which ones, and in what shape. */
export function EndpointFields({ draft, change }: FieldsProps): ReactNode {
  const texts = useTexts(endpointFormTexts);
  return (
    <>
      <Section title={texts.basics}>
        <TextField
          path="name"
          label={texts.name}
          isRequired
          value={draft.name}
          onChange={(name) => change({ name })}
          autoComplete="off"
        />
        <TextField
          path="url"
          label={texts.url}
          hint={texts.urlHint}
          isRequired
          type="url"
          value={draft.url}
          onChange={(url) => change({ url })}
          autoComplete="off"
        />
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
  return (
    <FoldedSection
      title={texts.shape}
      hint={texts.shapeHint}
      isFilled={draft.document !== ''}
      paths={['document', 'variables']}
    >
      <TextArea
        path="document"
        label={texts.document}
        rows={8}
        placeholder={EXAMPLE}
        value={draft.document}
        onChange={(document) => change({ document })}
      />
      <TextArea
        path="variables"
        label={texts.variables}
        rows={3}
        placeholder="{}"
        value={draft.variables}
        onChange={(variables) => change({ variables })}
      />
    </FoldedSection>
  );
}

const EXAMPLE = 'subscription { claims { claim { openid code { value } card { title } } } }';

function TypeList({ draft, change }: FieldsProps): ReactNode {
  const texts = useTexts(endpointFormTexts);
  const { language } = useLanguage();
  const [{ data }] = useQuery({ query: EventTypes, variables: {} });
  const options = inOrder((data?.eventTypes ?? []).map((type) => type.name)).map((name) => ({
    value: name,
    label: eventName(name, language),
    hint: name,
  }));
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
