import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Provider } from 'urql';
import { useRoute } from '../app/navigation.tsx';
import { createConsoleClient } from '../data/client.ts';
import type { Problem } from '../data/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { type Desk, DeskContext } from './desk.tsx';
import { MerchantChooser } from './merchant-chooser.tsx';
import { openDesk, type Opening } from './opening.ts';
import { isReview, OperatorDesk } from './operator-desk.tsx';
import { signOut } from './sign-in.ts';
import { SignInPage } from './sign-in-page.tsx';
import { sessionTexts } from './session.texts.ts';

const STORED = 'kaquan.merchant';

/** Shows the desk to whoever has a session and a merchant; helps everybody else to get there. */
export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const route = useRoute();
  const [opening, setOpening] = useState<Opening | null>(null);
  // The language changes no answer, and must not take the desk away.
  const words = useRef(language);
  words.current = language;

  const ask = useCallback(async (appId: string | null) => {
    const found = await openDesk(appId, words.current);
    if (found.is === 'open') localStorage.setItem(STORED, found.merchant.appId);
    setOpening(found);
  }, []);
  const askAgain = useCallback(() => {
    setOpening(null);
    void ask(localStorage.getItem(STORED));
  }, [ask]);
  const choose = useCallback(
    (appId: string) => {
      localStorage.setItem(STORED, appId);
      askAgain();
    },
    [askAgain],
  );
  const leaveMerchant = useCallback(() => {
    localStorage.removeItem(STORED);
    askAgain();
  }, [askAgain]);
  const leave = useCallback(async () => {
    if (await signOut(words.current)) setOpening({ is: 'signedOut' });
  }, []);
  useEffect(askAgain, [askAgain]);

  if (opening === null) return <Waiting />;
  if (opening.is === 'signedOut') return <SignInPage onSignedIn={askAgain} />;
  if (opening.is === 'failed') return <Failed problem={opening.problem} again={askAgain} />;
  if (opening.is === 'choosing' && opening.signedIn.isOperator && isReview(route))
    return <OperatorDesk route={route} onSignOut={() => void leave()} />;
  if (opening.is === 'choosing')
    return <MerchantChooser {...opening} onChoose={choose} onSignOut={() => void leave()} />;
  return (
    <OpenDesk
      key={opening.merchant.id}
      opening={opening}
      onLeave={leaveMerchant}
      signOut={leave}
      onSignedOut={() => setOpening({ is: 'signedOut' })}
    >
      {children}
    </OpenDesk>
  );
}

function Failed({ problem, again }: { problem: Problem; again: () => void }): ReactNode {
  return (
    <main className="gate">
      <ProblemNotice problem={problem} again={again} />
    </main>
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
  onLeave: () => void;
  signOut: () => Promise<void>;
  onSignedOut: () => void;
  children: ReactNode;
};

/** The client of one merchant: another merchant gets another, so that nothing cached crosses over. */
function OpenDesk({ opening, onLeave, signOut: leave, onSignedOut, children }: OpenDeskProps): ReactNode {
  const { language } = useLanguage();
  const { viewer, merchant, hasChoice } = opening;
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
      leaveMerchant: hasChoice ? onLeave : null,
      signOut: leave,
    }),
    [viewer, merchant, hasChoice, onLeave, leave],
  );
  return (
    <Provider value={client}>
      <DeskContext value={desk}>{children}</DeskContext>
    </Provider>
  );
}
