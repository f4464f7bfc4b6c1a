import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { csrfToken } from '../data/cookies.ts';
import { useLanguage } from '../language/language.tsx';
import { forgetDesk, keepDesk, keptDesk } from './kept-desk.ts';
import { openDesk, type Opening } from './opening.ts';
import { signOut } from './sign-in.ts';

const STORED = 'kaquan.merchant';

type Gate = {
  /** Null: the server is being asked. */
  opening: Opening | null;
  askAgain: () => void;
  choose: (appId: string) => void;
  leaveMerchant: () => void;
  /** False: nobody answered, so the session may still be open. */
  signOut: () => Promise<boolean>;
  /** The session has ended elsewhere. */
  signedOut: () => void;
};

/** Who is signed in here, and for which merchant. Without a line it is who was there last. */
export function useOpening(): Gate {
  const { language } = useLanguage();
  const [opening, setOpening] = useState<Opening | null>(null);
  // The language changes no answer, and must not take the desk away.
  const words = useRef(language);
  words.current = language;

  const session = useRef<string | null>(null);

  const ask = useCallback(async (appId: string | null) => {
    session.current = csrfToken();
    const found = await openDesk(appId, words.current);
    if (found.is === 'open') {
      localStorage.setItem(STORED, found.merchant.appId);
      keepDesk(localStorage, found);
    }
    if (found.is === 'signedOut') forgetDesk(localStorage);
    setOpening(withoutLine(found, appId));
  }, []);
  const askAgain = useCallback(() => {
    setOpening(null);
    void ask(localStorage.getItem(STORED));
  }, [ask]);
  const goTo = useCallback(
    (appId: string | null) => {
      if (appId === null) localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, appId);
      askAgain();
    },
    [askAgain],
  );
  const signedOut = useCallback(() => {
    forgetDesk(localStorage);
    setOpening({ is: 'signedOut' });
  }, []);
  useEffect(askAgain, [askAgain]);
  useAnotherSession(session, ask);
  return {
    opening,
    askAgain,
    choose: goTo,
    leaveMerchant: useCallback(() => goTo(null), [goTo]),
    signOut: useCallback(async () => {
      const isOut = await signOut(words.current);
      if (isOut) signedOut();
      return isOut;
    }, [signedOut]),
    signedOut,
  };
}

/** All pages of a browser have one cookie: whoever came in by another page sits at this desk too, once it is looked at. */
function useAnotherSession(session: RefObject<string | null>, ask: (appId: string | null) => Promise<void>): void {
  useEffect(() => {
    const look = (): void => {
      if (document.hidden || csrfToken() === null || csrfToken() === session.current) return;
      void ask(localStorage.getItem(STORED));
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  }, [session, ask]);
}

/** The desk of last time, where nobody answers; never that of another merchant than the one that is wanted. */
function withoutLine(found: Opening, appId: string | null): Opening {
  if (found.is !== 'failed' || found.problem.code !== 'NETWORK') return found;
  const kept = keptDesk(localStorage);
  return kept !== null && kept.merchant.appId === appId ? kept : found;
}
