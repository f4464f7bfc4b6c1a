import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { formTexts } from './card-form.texts.ts';
import { DraftPreview } from './draft-preview.tsx';
import { FaultSummary } from './fault-summary.tsx';
import { FormContext } from './form-context.tsx';
import type { Draft } from './draft.ts';
import type { DraftChange } from './draft-changes.ts';
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
import type { Trouble } from './trouble.ts';

type FrameProps = {
  draft: Draft;
  change: (change: DraftChange) => void;
  isNew: boolean;
  trouble: Trouble;
  /** What stands above the fields. */
  head?: ReactNode;
  actions: ReactNode;
  onSend: () => Promise<void>;
};

/** The form of a card, with what it will look like beside it. */
export function FormFrame({ draft, change, isNew, trouble, head, actions, onSend }: FrameProps): ReactNode {
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    void onSend();
  };
  return (
    <FormContext value={{ draft, change, isNew }}>
      <FaultsContext value={trouble.faults}>
        <div className="with-preview">
          <form className="column card-form" noValidate onSubmit={send}>
            <FaultSummary trouble={trouble} />
            {head}
            {isNew && <KindSection />}
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
            <div className="form-actions">
              <PreviewSheet />
              {actions}
            </div>
          </form>
          <div className="beside">
            <DraftPreview />
          </div>
        </div>
      </FaultsContext>
    </FormContext>
  );
}

/** On a phone there is no room beside the form: the preview comes over it. */
function PreviewSheet(): ReactNode {
  const texts = useTexts(formTexts);
  const sheet = useRef<HTMLDialogElement>(null);
  const [isShown, setShown] = useState(false);
  const show = (): void => {
    setShown(true);
    sheet.current?.showModal();
  };
  return (
    <>
      <button type="button" className="button only-narrow" onClick={show}>
        {texts.preview}
      </button>
      <dialog ref={sheet} className="sheet" aria-label={texts.preview} onClose={() => setShown(false)}>
        <button type="button" className="button is-wide" onClick={() => sheet.current?.close()}>
          {texts.closePreview}
        </button>
        {isShown && <DraftPreview />}
      </dialog>
    </>
  );
}
