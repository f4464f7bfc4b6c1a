import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { Provider } from 'urql';
import { useRoute } from '../app/navigation.tsx';
import { createConsoleClient } from '../data/client.ts';
import type { Problem } from '../data/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { type Desk, DeskContext } from './desk.tsx';
import { MerchantChooser } from './merchant-chooser.tsx';
import type { Opening } from './opening.ts';
import { isReview, OperatorDesk } from './operator-desk.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { sessionTexts } from './session.texts.ts';
import { useOpening } from './use-opening.ts';

const WaitsForSignIn = lazy(async () => ({
  default: (await import('../till/offline/waits-for-sign-in.tsx')).WaitsForSignIn,
}));

/** Shows the desk to whoever has a session and a merchant; helps everybody else to get there. */
export function SessionGate({ children }: { children: ReactNode }): ReactNode {
  const route = useRoute();
  const { opening, askAgain, choose, leaveMerchant, signOut, signedOut } = useOpening();
  if (opening === null) return <Waiting />;
  if (opening.is === 'signedOut')
    return (
      <SignInPage onSignedIn={askAgain}>
        <Suspense>
          <WaitsForSignIn />
        </Suspense>
      </SignInPage>
    );
  if (opening.is === 'failed') return <Failed problem={opening.problem} again={askAgain} />;
  if (opening.is === 'choosing' && opening.signedIn.isOperator && isReview(route))
    return <OperatorDesk route={route} onSignOut={() => void signOut()} />;
  if (opening.is === 'choosing')
    return <MerchantChooser {...opening} onChoose={choose} onSignOut={() => void signOut()} />;
  return (
    <OpenDesk
      key={opening.merchant.id}
      opening={opening}
      onLeave={leaveMerchant}
      signOut={signOut}
      onSignedOut={signedOut}
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
  signOut: () => Promise<boolean>;
  onSignedOut: () => void;
  children: ReactNode;
};

/** The client of one merchant: another merchant gets another, so that nothing cached crosses over. */
function OpenDesk({ opening, onLeave, signOut: leave, onSignedOut, children }: OpenDeskProps): ReactNode {
  const { language } = useLanguage();
  const { viewer, merchant, hasChoice } = opening;
  // Another person gets another one, too: what the last one saw is not theirs.
  const client = useMemo(
    () =>
      createConsoleClient({ appId: merchant.appId, language }, ({ code }) => {
        if (code === 'UNAUTHENTICATED') onSignedOut();
      }),
    [merchant.appId, language, viewer.sessionId],
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
