import type { ReactNode } from 'react';
import { cardLabels, SERVICES } from '../../cards/card-labels.ts';
import { useTexts } from '../../language/language.tsx';
import { CheckList } from '../../ui/choice-fields.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';

/** What few cards need. */
export function MoreSection(): ReactNode {
  const texts = useTexts(formTexts);
  const labels = useTexts(cardLabels);
  const { draft, set } = useForm();
  const isFilled = draft.services.length > 0 || draft.source !== '' || draft.externalId !== '';
  return (
    <FoldedSection title={texts.more} isFilled={isFilled} paths={['businessServices', 'source', 'externalId']}>
      <CheckList
        path="businessServices"
        label={texts.services}
        options={SERVICES.map((value) => ({ value, label: labels.services[value] }))}
        chosen={draft.services}
        onChange={set('services')}
      />
      <TextField
        path="externalId"
        label={texts.externalId}
        hint={texts.externalHint}
        value={draft.externalId}
        onChange={set('externalId')}
        limit={LIMITS.externalId}
      />
      <TextField
        path="source"
        label={texts.source}
        value={draft.source}
        onChange={set('source')}
        limit={LIMITS.source}
      />
    </FoldedSection>
  );
}
