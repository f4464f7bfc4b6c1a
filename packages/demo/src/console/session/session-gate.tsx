import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createConsoleClient } from '../data/client.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { type Desk, DeskContext } from './desk.tsx';
import { MerchantChooser } from './merchant-chooser.tsx';
import { askWhoIsSignedIn, type Opening } from './opening.ts';
import { signOut } from './sign-in.ts';
import { SignInPage } from './sign-in-page.tsx';
import { sessionTexts } from './session.texts.ts';

const STORED = 'kaquan.merchant';

/** Shows the desk to whoever has a session and a merchant; helps everybody else to get there. */
export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const [appId, setAppId] = useState(() => localStorage.getItem(STORED));
  const [opening, setOpening] = useState<Opening | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    void askWhoIsSignedIn(appId, language).then((found) => {
      if (isCurrent) setOpening(found);
    });
    return () => {
      isCurrent = false;
    };
    // The language changes no answer, and must not take the desk away.
  }, [appId, round]);

  const askAgain = useCallback(() => setRound((last) => last + 1), []);
  const choose = useCallback((next: string | null) => {
    if (next === null) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, next);
    setAppId(next);
    setOpening(next === null ? { is: 'choosing' } : null);
    setRound((last) => last + 1);
  }, []);
  const leave = useCallback(async () => {
    if (await signOut(language)) setOpening({ is: 'signedOut' });
  }, [language]);

  if (opening === null) return <Waiting />;
  if (opening.is === 'signedOut') return <SignInPage onSignedIn={askAgain} />;
  if (opening.is === 'failed')
    return (
      <main className="gate">
        <ProblemNotice problem={opening.problem} again={askAgain} />
      </main>
    );
  if (opening.is === 'choosing')
    return <MerchantChooser isRefused={appId !== null} onChoose={choose} onSignOut={() => void leave()} />;
  return (
    <OpenDesk
      key={opening.merchant.id}
      opening={opening}
      isChosen={appId !== null}
      onLeave={() => choose(null)}
      signOut={leave}
      onSignedOut={() => setOpening({ is: 'signedOut' })}
    >
      {children}
    </OpenDesk>
  );
}

function Waiting(): ReactNode {
  const texts = useTexts(sessionTexts);
  return (
    <main className="gate" aria-busy="true">
      <p className="hint">{texts.loading}</p>
    </main>
  );
}

type OpenDeskProps = {
  opening: Extract<Opening, { is: 'open' }>;
  isChosen: boolean;
  onLeave: () => void;
  signOut: () => Promise<void>;
  onSignedOut: () => void;
  children: ReactNode;
};

/** The client of one merchant: another merchant gets another, so that nothing cached crosses over. */
function OpenDesk({ opening, isChosen, onLeave, signOut: leave, onSignedOut, children }: OpenDeskProps): ReactNode {
  const { language } = useLanguage();
  const { viewer, merchant } = opening;
  const client = useMemo(
    () =>
      createConsoleClient({ appId: merchant.appId, language }, ({ code }) => {
        if (code === 'UNAUTHENTICATED') onSignedOut();
      }),
    [merchant.appId, language],
  );
  const desk = useMemo<Desk>(
    () => ({
      viewer,
      merchant,
      may: (scope) => viewer.scopes.includes(scope),
      leaveMerchant: isChosen || viewer.kind === 'OPERATOR' ? onLeave : null,
      signOut: leave,
    }),
    [viewer, merchant, isChosen, leave],
  );
  return (
    <Provider value={client}>
      <DeskContext value={desk}>{children}</DeskContext>
    </Provider>
  );
}
