import { type SubmitEvent, type ReactNode, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { TextField } from '../ui/text-field.tsx';
import { GateHead } from './sign-in-page.tsx';
import { sessionTexts } from './session.texts.ts';

type ChooserProps = {
  /** A merchant was named before and could not be entered. */
  isRefused: boolean;
  onChoose: (appId: string) => void;
  onSignOut: () => void;
};

/** For operators and people of several merchants: whose desk is it now? */
export function MerchantChooser({ isRefused, onChoose, onSignOut }: ChooserProps): ReactNode {
  const texts = useTexts(sessionTexts);
  const [appId, setAppId] = useState('');
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (appId.trim() !== '') onChoose(appId.trim());
  };
  return (
    <main className="gate">
      <form className="gate-card" onSubmit={send}>
        <GateHead title={texts.choose} text={texts.chooseHint} />
        <FaultsContext value={isRefused ? { appId: texts.unknownMerchant } : {}}>
          <TextField
            path="appId"
            label={texts.appId}
            hint={texts.appIdHint}
            value={appId}
            onChange={setAppId}
            isRequired
          />
        </FaultsContext>
        <button className="button is-primary is-wide">{texts.enter}</button>
        <button type="button" className="button is-wide" onClick={onSignOut}>
          {texts.signOut}
        </button>
      </form>
    </main>
  );
}
