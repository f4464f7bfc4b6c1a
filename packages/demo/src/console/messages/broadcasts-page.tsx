import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { BroadcastList, type BroadcastRow } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { messagesTexts } from './messages.texts.ts';

/** Cards that were brought to many users, newest first, with what came of them. */
export function BroadcastsPage(): ReactNode {
  const texts = useTexts(messagesTexts);
  const { may } = useDesk();
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <Page
      title={texts.broadcasts}
      back={{ to: { page: 'notices' }, label: texts.toNotices }}
      actions={
        may('messages:write') && (
          <Link to={{ page: 'newBroadcast' }} className="button is-primary">
            <Icon name="plus" />
            {texts.newBroadcast}
          </Link>
        )
      }
    >
      {pages.map((after, index) => (
        <BroadcastPart
          key={after ?? ''}
          after={after}
          isLast={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </Page>
  );
}

type PartProps = { after: string | null; isLast: boolean; onMore: (after: string) => void };

function BroadcastPart({ after, isLast, onMore }: PartProps): ReactNode {
  const texts = useTexts(messagesTexts);
  const [{ data, error, fetching }, ask] = useQuery({ query: BroadcastList, variables: { after } });
  if (error) return <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return fetching ? <p className="hint">{texts.loading}</p> : null;
  const { nodes, pageInfo } = data.broadcasts;
  if (nodes.length === 0) return <Empty text={texts.noBroadcasts} />;
  return (
    <>
      <ul className="message-list">
        {nodes.map((broadcast) => (
          <BroadcastLine key={broadcast.id} broadcast={broadcast} />
        ))}
      </ul>
      <MoreButton words={texts.more} isLast={isLast} pageInfo={pageInfo} onMore={onMore} />
    </>
  );
}

function BroadcastLine({ broadcast }: { broadcast: BroadcastRow }): ReactNode {
  const texts = useTexts(messagesTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { card, audience, text, sentCount, skippedCount, placement, createdAt } = broadcast;
  return (
    <li className="message">
      <p className="ticket-title">
        <Link to={{ page: 'card', id: card.id }}>
          <strong>{card.title}</strong>
        </Link>
        <span className="tag">{texts.audiences[audience]}</span>
      </p>
      {text !== null && <p>{text}</p>}
      <dl className="figures is-small">
        <Figure name={texts.sent} value={sentCount} />
        <Figure name={texts.skipped} value={skippedCount} />
        <Figure name={texts.claims} value={placement.counts.claims} />
      </dl>
      <time className="hint" dateTime={createdAt}>
        {timeText(createdAt, { timeZone: merchant.timeZone, language })}
      </time>
    </li>
  );
}

function Figure({ name, value }: { name: string; value: number }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
