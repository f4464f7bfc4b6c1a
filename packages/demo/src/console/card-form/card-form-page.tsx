import type { ReactNode } from 'react';
import { go } from '../app/navigation.tsx';
import { useTexts } from '../language/language.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { formTexts } from './card-form.texts.ts';
import { FormFrame } from './form-frame.tsx';
import { useCardCreation } from './use-card-creation.ts';
import { useCardDraft } from './use-card-draft.ts';

/** Makes a card. What it will look like stands beside what is written. */
export function CardFormPage(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, change, startOver } = useCardDraft();
  const { trouble, isBusy, create, clearTrouble } = useCardCreation(draft.kind);
  const say = useToast();
  const send = async (): Promise<void> => {
    const card = await create(draft);
    if (card === null) return;
    startOver();
    say(texts.created(card.title));
    go({ page: 'card', id: card.id });
  };
  const clear = (): void => {
    clearTrouble();
    startOver();
  };
  return (
    <Page title={texts.title} back={{ to: { page: 'cards' }, label: texts.back }}>
      <FormFrame
        draft={draft}
        change={change}
        isNew
        trouble={trouble}
        onSend={send}
        actions={
          <>
            <button type="button" className="button is-quiet" onClick={clear}>
              {texts.startOver}
            </button>
            <button className="button is-primary" disabled={isBusy}>
              {isBusy ? texts.submitting : texts.submit}
            </button>
          </>
        }
      />
    </Page>
  );
}
