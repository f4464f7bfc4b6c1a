import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { NoticeList, type NoticeRow } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { messagesTexts } from './messages.texts.ts';
import { unreadText } from './unread-text.ts';
import { useReading } from './use-reading.ts';

/** What the merchant's people are told, newest first; each person has read what they have marked. */
export function NoticesPage(): ReactNode {
  const texts = useTexts(messagesTexts);
  const { may } = useDesk();
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const { unread, problem, generation, read } = useReading();
  return (
    <Page
      title={texts.notices}
      actions={
        may('messages:read') && (
          <Link to={{ page: 'broadcasts' }} className="button">
            {texts.broadcasts}
          </Link>
        )
      }
    >
      <UnreadBar unread={unread} onReadAll={() => read(null)} />
      {problem && <ProblemNotice problem={problem} />}
      {pages.map((after, index) => (
        <NoticePart
          key={after ?? ''}
          after={after}
          generation={generation}
          isLast={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
          onRead={(id) => read([id])}
        />
      ))}
    </Page>
  );
}

type BarProps = { unread: number | null; onReadAll: () => Promise<boolean> };

function UnreadBar({ unread, onReadAll }: BarProps): ReactNode {
  const texts = useTexts(messagesTexts);
  const words = useRef<HTMLParagraphElement>(null);
  if (unread === null) return null;
  // Its button goes away with what it was for: the focus stays near.
  const readAll = async (): Promise<void> => {
    if (await onReadAll()) words.current?.focus();
  };
  return (
    <div className="unread-bar">
      <p ref={words} className="hint" role="status" tabIndex={-1}>
        {unread === 0 ? texts.allRead : texts.unread(unreadText(unread))}
      </p>
      {unread > 0 && (
        <button type="button" className="button is-small" onClick={() => void readAll()}>
          {texts.readAll}
        </button>
      )}
    </div>
  );
}

type PartProps = {
  after: string | null;
  /** Grows as something was marked: what is shown is asked anew. */
  generation: number;
  isLast: boolean;
  onMore: (after: string) => void;
  onRead: (id: string) => Promise<boolean>;
};

function NoticePart({ after, generation, isLast, onMore, onRead }: PartProps): ReactNode {
  const texts = useTexts(messagesTexts);
  const [{ data, error, fetching }, ask] = useQuery({ query: NoticeList, variables: { after } });
  useEffect(() => {
    if (generation > 0) ask({ requestPolicy: 'network-only' });
  }, [generation, ask]);
  if (error) return <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return fetching ? <p className="hint">{texts.loading}</p> : null;
  const { nodes, pageInfo } = data.notices;
  if (nodes.length === 0) return <Empty text={texts.none} />;
  return (
    <>
      <ul className="message-list">
        {nodes.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onRead={() => onRead(notice.id)} />
        ))}
      </ul>
      <MoreButton words={texts.more} isLast={isLast} pageInfo={pageInfo} onMore={onMore} />
    </>
  );
}

function NoticeLine({ notice, onRead }: { notice: NoticeRow; onRead: () => Promise<boolean> }): ReactNode {
  const texts = useTexts(messagesTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const line = useRef<HTMLLIElement>(null);
  const isUnread = notice.readAt === null;
  const read = async (): Promise<void> => {
    if (await onRead()) line.current?.focus();
  };
  return (
    <li ref={line} tabIndex={-1} className={isUnread ? 'message is-unread' : 'message'}>
      <p className="ticket-title">
        <strong>{notice.title}</strong>
        {isUnread && <span className="tag is-in_review">{texts.isUnread}</span>}
      </p>
      <p>{notice.text}</p>
      <div className="message-foot">
        <time className="hint" dateTime={notice.createdAt}>
          {timeText(notice.createdAt, { timeZone: merchant.timeZone, language })}
        </time>
        <Subject notice={notice} />
        {isUnread && (
          <button type="button" className="button is-small" onClick={() => void read()}>
            {texts.readOne}
          </button>
        )}
      </div>
    </li>
  );
}

/** The way to what a notice is about. */
function Subject({ notice: { cardId, storeId } }: { notice: NoticeRow }): ReactNode {
  const texts = useTexts(messagesTexts);
  if (cardId !== null)
    return (
      <Link to={{ page: 'card', id: cardId }} className="button is-small">
        {texts.toCard}
      </Link>
    );
  if (storeId === null) return null;
  return (
    <Link to={{ page: 'store', id: storeId }} className="button is-small">
      {texts.toStore}
    </Link>
  );
}
