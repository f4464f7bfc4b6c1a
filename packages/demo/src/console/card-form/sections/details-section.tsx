import type { ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ImageField } from '../../ui/image-field.tsx';
import { FoldedSection } from '../../ui/section.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { formTexts } from '../card-form.texts.ts';
import { useForm } from '../form-context.tsx';
import { LIMITS } from '../limits.ts';
import { RemoveButton } from './hours-section.tsx';

/** The story of the card: a cover, and texts with images. */
export function DetailsSection(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, change, set } = useForm();
  const isFilled = draft.coverUrl !== '' || draft.abstractText !== '' || draft.textImages.length > 0;
  return (
    <FoldedSection title={texts.details} isFilled={isFilled} paths={['abstract', 'textImages']}>
      <ImageField
        path="abstract.iconUrls"
        label={texts.cover}
        value={draft.coverUrl}
        onChange={set('coverUrl')}
        isOptional
      />
      <TextField
        path="abstract.text"
        label={texts.abstract}
        value={draft.abstractText}
        onChange={set('abstractText')}
        limit={LIMITS.abstractText}
      />
      {draft.textImages.map((_, index) => (
        <TextImage key={index} at={index} />
      ))}
      <button type="button" className="button is-small" onClick={() => change({ type: 'addTextImage' })}>
        <Icon name="plus" />
        {texts.addDetail}
      </button>
    </FoldedSection>
  );
}

function TextImage({ at }: { at: number }): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, change } = useForm();
  const item = draft.textImages[at];
  if (!item) return null;
  const setFields = (fields: Partial<typeof item>): void => change({ type: 'setTextImage', at, fields });
  return (
    <div className="list-item">
      <ImageField
        path={`textImages.${at}.imageUrl`}
        label={texts.detailImage}
        value={item.imageUrl}
        onChange={(imageUrl) => setFields({ imageUrl })}
        isRequired
      />
      <TextArea
        path={`textImages.${at}.text`}
        label={texts.detailText}
        value={item.text}
        onChange={(text) => setFields({ text })}
        limit={LIMITS.detailText}
        isRequired
      />
      <RemoveButton label={texts.removeDetail} onClick={() => change({ type: 'removeTextImage', at })} />
    </div>
  );
}
