import { type ReactNode, type SubmitEvent, useState } from 'react';
import { Link } from '../app/navigation.tsx';
import { useTexts } from '../language/language.tsx';
import { FaultsContext } from '../ui/faults.tsx';
import { Icon } from '../ui/icon.tsx';
import { TextField } from '../ui/text-field.tsx';
import { GateHead } from './sign-in-page.tsx';
import { sessionTexts } from './session.texts.ts';
import type { SignedIn } from './signed-in.ts';

type ChooserProps = {
  signedIn: SignedIn;
  /** A merchant was named before and could not be entered. */
  isRefused: boolean;
  onChoose: (appId: string) => void;
  onSignOut: () => void;
};

/** For operators and people of several merchants: whose desk is it now? */
export function MerchantChooser({ signedIn, isRefused, onChoose, onSignOut }: ChooserProps): ReactNode {
  const texts = useTexts(sessionTexts);
  const { merchants, isOperator } = signedIn;
  const hint = merchants.length === 0 && !isOperator ? texts.noMerchants : texts.chooseHint;
  return (
    <main className="gate">
      <div className="gate-card">
        <GateHead title={texts.choose} text={hint} />
        <ul className="merchants">
          {merchants.map(({ appId, name }) => (
            <li key={appId}>
              <button type="button" onClick={() => onChoose(appId)}>
                <span>
                  <strong>{name}</strong>
                  <code>{appId}</code>
                </span>
                <Icon name="forward" />
              </button>
            </li>
          ))}
        </ul>
        {isOperator && (
          <>
            <ByAppId isRefused={isRefused} onChoose={onChoose} />
            <Link to={{ page: 'reviews' }} className="button is-wide">
              {texts.reviews}
            </Link>
          </>
        )}
        <button type="button" className="button is-wide" onClick={onSignOut}>
          {texts.signOut}
        </button>
      </div>
    </main>
  );
}

/** An operator's list ends somewhere; any merchant can be named. */
function ByAppId({ isRefused, onChoose }: Pick<ChooserProps, 'isRefused' | 'onChoose'>): ReactNode {
  const texts = useTexts(sessionTexts);
  const [appId, setAppId] = useState('');
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (appId.trim() !== '') onChoose(appId.trim());
  };
  return (
    <form className="by-app-id" onSubmit={send}>
      <FaultsContext value={isRefused ? { appId: texts.unknownMerchant } : {}}>
        <TextField path="appId" label={texts.appId} hint={texts.appIdHint} value={appId} onChange={setAppId} />
      </FaultsContext>
      <button className="button is-wide">{texts.enter}</button>
    </form>
  );
}
