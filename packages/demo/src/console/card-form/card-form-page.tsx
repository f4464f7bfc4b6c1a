import { type SubmitEvent, type ReactNode, useRef, useState } from 'react';
import { go } from '../app/navigation.tsx';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { Page } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { formTexts } from './card-form.texts.ts';
import { DraftPreview } from './draft-preview.tsx';
import { FaultSummary } from './fault-summary.tsx';
import { FormContext } from './form-context.tsx';
import { BasicsSection } from './sections/basics-section.tsx';
import { BenefitSection } from './sections/benefit-section.tsx';
import { ConditionsSection } from './sections/conditions-section.tsx';
import { DetailsSection } from './sections/details-section.tsx';
import { EntriesSection } from './sections/entries-section.tsx';
import { HoursSection } from './sections/hours-section.tsx';
import { KindSection } from './sections/kind-section.tsx';
import { MoreSection } from './sections/more-section.tsx';
import { StockSection } from './sections/stock-section.tsx';
import { StoresSection } from './sections/stores-section.tsx';
import { UsageSection } from './sections/usage-section.tsx';
import { ValiditySection } from './sections/validity-section.tsx';
import { useCardCreation } from './use-card-creation.ts';
import { useCardDraft } from './use-card-draft.ts';

/** Makes a card. What it will look like stands beside what is written. */
export function CardFormPage(): ReactNode {
  const texts = useTexts(formTexts);
  const { draft, change, startOver } = useCardDraft();
  const { trouble, isBusy, create, clearTrouble } = useCardCreation(draft.kind);
  const say = useToast();
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
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
      <FormContext value={{ draft, change }}>
        <FaultsContext value={trouble.faults}>
          <div className="with-preview">
            <form className="column card-form" noValidate onSubmit={(event) => void send(event)}>
              <FaultSummary trouble={trouble} />
              <FormSections />
              <FormActions isBusy={isBusy} onClear={clear} />
            </form>
            <div className="beside">
              <DraftPreview />
            </div>
          </div>
        </FaultsContext>
      </FormContext>
    </Page>
  );
}

function FormSections(): ReactNode {
  return (
    <>
      <KindSection />
      <BasicsSection />
      <BenefitSection />
      <ValiditySection />
      <UsageSection />
      <StockSection />
      <StoresSection />
      <ConditionsSection />
      <HoursSection />
      <EntriesSection />
      <DetailsSection />
      <MoreSection />
    </>
  );
}

function FormActions({ isBusy, onClear }: { isBusy: boolean; onClear: () => void }): ReactNode {
  const texts = useTexts(formTexts);
  const sheet = useRef<HTMLDialogElement>(null);
  const [isShown, setShown] = useState(false);
  const show = (): void => {
    setShown(true);
    sheet.current?.showModal();
  };
  return (
    <div className="form-actions">
      <button type="button" className="button is-quiet" onClick={onClear}>
        {texts.startOver}
      </button>
      <button type="button" className="button only-narrow" onClick={show}>
        {texts.preview}
      </button>
      <button className="button is-primary" disabled={isBusy}>
        {isBusy ? texts.submitting : texts.submit}
      </button>
      <dialog ref={sheet} className="sheet" aria-label={texts.preview} onClose={() => setShown(false)}>
        <button type="button" className="button is-wide" onClick={() => sheet.current?.close()}>
          {texts.closePreview}
        </button>
        {isShown && <DraftPreview />}
      </dialog>
    </div>
  );
}
