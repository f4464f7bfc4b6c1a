import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { StoreList } from '../../generated/console.ts';
import { cardLabels } from '../cards/card-labels.ts';
import { CardPreview } from '../cards/card-preview.tsx';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { formTexts } from './card-form.texts.ts';
import { faceOfDraft } from './face-of-draft.ts';
import { useForm } from './form-context.tsx';

/** What the card will look like, as it is being written. */
export function DraftPreview(): ReactNode {
  const labels = useTexts(cardLabels);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { draft } = useForm();
  const stores = useStoreWords();
  return <CardPreview face={faceOfDraft(draft, { language, timeZone: merchant.timeZone, labels, stores })} />;
}

function useStoreWords(): string {
  const texts = useTexts(formTexts);
  const { draft } = useForm();
  const [{ data }] = useQuery({ query: StoreList, variables: {}, pause: draft.storeChoice !== 'some' });
  if (draft.storeChoice === 'all') return texts.allStores;
  if (draft.storeChoice === 'none') return texts.noStores;
  const names = (data?.stores.nodes ?? []).filter(({ id }) => draft.storeIds.includes(id)).map(({ name }) => name);
  return names.length <= 2 ? names.join('、') : `${names.slice(0, 2).join('、')} +${names.length - 2}`;
}
