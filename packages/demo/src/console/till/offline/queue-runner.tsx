import { type ReactNode, useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { Link, useRoute } from '../../app/navigation.tsx';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useDesk } from '../../session/desk.tsx';
import { Icon } from '../../ui/icon.tsx';
import { tillTexts } from '../till.texts.ts';
import { canQueue } from './can-queue.ts';
import { ownerOf } from './entry.ts';
import { isOpenConflict } from './queue.rules.ts';
import { queueTexts } from './queue.texts.ts';
import { runQueue } from './run-queue.ts';
import { sendPortOf } from './send-port.ts';
import { useEntries } from './use-entries.ts';

/** Sends what waits, whatever page is open, and shows on each that something was refused. */
export function QueueRunner(): ReactNode {
  const client = useClient();
  const { viewer, merchant } = useDesk();
  const { language } = useLanguage();
  const texts = useTexts(tillTexts);
  const words = useRef({ texts, language, timeZone: merchant.timeZone });
  words.current = { texts, language, timeZone: merchant.timeZone };
  const personId = viewer.kind === 'PERSON' ? (viewer.person?.id ?? null) : null;
  const { sessionId } = viewer;
  useEffect(() => {
    if (personId === null || !canQueue()) return undefined;
    const leaving = new AbortController();
    const port = sendPortOf(client, () => words.current);
    runQueue({ ...port, owner: ownerOf(merchant.id, personId), sessionId }, leaving.signal);
    return () => leaving.abort();
  }, [client, merchant.id, personId, sessionId]);
  return <ConflictNotice />;
}

function ConflictNotice(): ReactNode {
  const texts = useTexts(queueTexts);
  const { page } = useRoute();
  const count = useEntries().filter(isOpenConflict).length;
  // The till shows each of them itself.
  if (count === 0 || page === 'redeem') return null;
  return (
    <div className="shell-notice">
      <div className="notice is-bad" role="alert">
        <Icon name="cross" />
        <div>
          <p>{texts.conflicts(count)}</p>
        </div>
        <Link to={{ page: 'redeem' }} className="button is-small">
          {texts.show}
        </Link>
      </div>
    </div>
  );
}
