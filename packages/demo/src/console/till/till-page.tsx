import { type ReactNode, useEffect, useState } from 'react';
import { Link } from '../app/navigation.tsx';
import { PAGE_SCOPES } from '../app/page-scopes.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { canQueue } from './offline/can-queue.ts';
import { ownerOf } from './offline/entry.ts';
import { keepShell } from './offline/keep-shell.ts';
import { QueueList } from './offline/queue-list.tsx';
import { isOpenConflict } from './offline/queue.rules.ts';
import { queueTexts } from './offline/queue.texts.ts';
import { useEntries } from './offline/use-entries.ts';
import { RedeemBox } from './redeem-box.tsx';
import { tillTexts } from './till.texts.ts';
import { TodayList } from './today/today-list.tsx';
import { useOnline } from './use-online.ts';
import { useStoreChoice } from './use-store-choice.ts';

/** The till: the redeem box, big, and below it what became of what was redeemed. */
export function TillPage(): ReactNode {
  const texts = useTexts(tillTexts);
  const { viewer, merchant, may } = useDesk();
  const queue = useTexts(queueTexts);
  const owner = viewer.person === null ? null : ownerOf(merchant.id, viewer.person.id);
  const choice = useStoreChoice();
  const entries = useEntries();
  const [changes, setChanges] = useState(0);
  const changed = (): void => setChanges((before) => before + 1);
  // What has gone out of the queue by now is on the server's list.
  const sent = entries.filter(({ state }) => state.is === 'done').length;
  useEffect(() => {
    keepShell().catch(() => undefined); // The till works; it only will not open without a line.
  }, []);
  return (
    <Page
      title={texts.title}
      keepsFocus
      actions={
        PAGE_SCOPES.redemptions.every(may) && (
          <Link to={{ page: 'redemptions' }} className="button is-small">
            {texts.records}
          </Link>
        )
      }
    >
      <div className="till-page">
        <LineNotice />
        <QueueList entries={entries.filter(isOpenConflict)} owner={owner} title={queue.refused} />
        <RedeemBox choice={choice} isTill onDone={changed} />
        <QueueList entries={entries.filter((entry) => !isOpenConflict(entry))} owner={owner} title={queue.title} />
        {may('redemptions:read') && may('cards:read') && (
          <TodayList storeId={choice.storeId} generation={changes + sent} onChanged={changed} />
        )}
      </div>
    </Page>
  );
}

/** That there is no line, or that this page could not do without one. */
function LineNotice(): ReactNode {
  const texts = useTexts(queueTexts);
  const isOnline = useOnline();
  if (!canQueue())
    return (
      <div className="notice is-warning">
        <Icon name="info" />
        <div>
          <p>{texts.insecure}</p>
        </div>
      </div>
    );
  return (
    <div role="status">
      {!isOnline && (
        <div className="notice is-warning">
          <Icon name="info" />
          <div>
            <p>
              <strong>{texts.offline}</strong>
            </p>
            <p>{texts.offlineHint}</p>
          </div>
        </div>
      )}
    </div>
  );
}
