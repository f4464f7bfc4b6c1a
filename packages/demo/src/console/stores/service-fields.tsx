import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { ImageField } from '../ui/image-field.tsx';
import { Section } from '../ui/section.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { editStoreTexts } from './edit-store.texts.ts';
import { MOST_PHOTOS, type ServiceDraft } from './service-draft.ts';
import { storesTexts } from './stores.texts.ts';

type FieldsProps = { draft: ServiceDraft; change: (fields: Partial<ServiceDraft>) => void };

const LONG_TEXTS = { recommend: 200, special: 200, introduction: 300 } as const;
const LONG_NAMES = ['recommend', 'special', 'introduction'] as const;

/** The fields of a store that may change (S2), with the server's bounds. */
export function ServiceFields({ draft, change }: FieldsProps): ReactNode {
  const texts = useTexts(storesTexts);
  return (
    <>
      <Section title={texts.service}>
        <TextField
          path="telephone"
          label={texts.telephone}
          type="tel"
          isRequired
          value={draft.telephone}
          onChange={(telephone) => change({ telephone })}
        />
        <div className="fields-row">
          <TextField
            path="openTime"
            label={texts.openTime}
            limit={{ width: 60 }}
            placeholder="10:00-22:00"
            value={draft.openTime}
            onChange={(openTime) => change({ openTime })}
          />
          <TextField
            path="averagePriceYuan"
            label={texts.averagePriceYuan}
            inputMode="numeric"
            before="¥"
            after={texts.yuan}
            value={draft.averagePriceYuan}
            onChange={(averagePriceYuan) => change({ averagePriceYuan })}
          />
        </div>
        {LONG_NAMES.map((name) => (
          <TextArea
            key={name}
            path={name}
            label={texts[name]}
            limit={{ width: LONG_TEXTS[name] }}
            value={draft[name]}
            onChange={(text) => change({ [name]: text })}
          />
        ))}
      </Section>
      <PhotoFields draft={draft} change={change} />
    </>
  );
}

/** All photos in their order, and a place for the next one. */
function PhotoFields({ draft: { photoUrls }, change }: FieldsProps): ReactNode {
  const texts = useTexts(editStoreTexts);
  const { photoUrls: title } = useTexts(storesTexts);
  const set = (at: number, url: string): void => {
    const after = photoUrls.map((before, index) => (index === at ? url : before));
    change({ photoUrls: after.filter((each) => each !== '') });
  };
  return (
    <Section title={title} hint={texts.photosHint}>
      <div className="fields-row">
        {photoUrls.map((url, index) => (
          <ImageField
            key={index}
            path={`photoUrls.${index}`}
            label={texts.photo(index + 1)}
            isOptional
            value={url}
            onChange={(next) => set(index, next)}
          />
        ))}
        {photoUrls.length < MOST_PHOTOS && (
          <ImageField
            key={photoUrls.length}
            path={`photoUrls.${photoUrls.length}`}
            label={texts.addPhoto}
            value=""
            onChange={(url) => change({ photoUrls: [...photoUrls, url] })}
          />
        )}
      </div>
    </Section>
  );
}
