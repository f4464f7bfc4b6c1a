import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { NoticeList, type NoticeRow, NoticesRead, NoticesUnread } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { messagesTexts } from './messages.texts.ts';
import { MoreButton } from './more-button.tsx';

/** The server stops counting there. */
const MOST_UNREAD = 100;

/** What the merchant's people are told, newest first; each person has read what they have marked. */
export function NoticesPage(): ReactNode {
  const texts = useTexts(messagesTexts);
  const { may } = useDesk();
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const { unread, generation, read } = useReading();
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
      <UnreadBar unread={unread} onReadAll={() => void read(null)} />
      {pages.map((after, index) => (
        <NoticePart
          key={`${after ?? ''}${generation}`}
          after={after}
          isLast={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
          onRead={(id) => void read([id])}
        />
      ))}
    </Page>
  );
}

type Reading = {
  unread: number | null;
  /** Grows as something is marked: what is shown is asked anew. */
  generation: number;
  read: (messageIds: readonly string[] | null) => Promise<void>;
};

function useReading(): Reading {
  const [{ data }, ask] = useQuery({ query: NoticesUnread });
  const [, mark] = useMutation(NoticesRead);
  const [generation, setGeneration] = useState(0);
  const read: Reading['read'] = async (messageIds) => {
    await mark({ input: { messageIds: messageIds === null ? null : [...messageIds] } });
    ask({ requestPolicy: 'network-only' });
    setGeneration((before) => before + 1);
  };
  return { unread: data?.noticesUnreadCount ?? null, generation, read };
}

function UnreadBar({ unread, onReadAll }: { unread: number | null; onReadAll: () => void }): ReactNode {
  const texts = useTexts(messagesTexts);
  if (unread === null) return null;
  const shown = unread >= MOST_UNREAD ? `${MOST_UNREAD - 1}+` : String(unread);
  return (
    <div className="unread-bar">
      <p className="hint" role="status">
        {unread === 0 ? texts.allRead : texts.unread(shown)}
      </p>
      {unread > 0 && (
        <button type="button" className="button is-small" onClick={onReadAll}>
          {texts.readAll}
        </button>
      )}
    </div>
  );
}

type PartProps = {
  after: string | null;
  isLast: boolean;
  onMore: (after: string) => void;
  onRead: (id: string) => void;
};

function NoticePart({ after, isLast, onMore, onRead }: PartProps): ReactNode {
  const texts = useTexts(messagesTexts);
  const [{ data, error, fetching }, ask] = useQuery({ query: NoticeList, variables: { after } });
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
      <MoreButton isLast={isLast} pageInfo={pageInfo} onMore={onMore} />
    </>
  );
}

function NoticeLine({ notice, onRead }: { notice: NoticeRow; onRead: () => void }): ReactNode {
  const texts = useTexts(messagesTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const isUnread = notice.readAt === null;
  return (
    <li className={isUnread ? 'message is-unread' : 'message'}>
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
          <button type="button" className="button is-small" onClick={onRead}>
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
    <Link to={{ page: 'stores' }} className="button is-small">
      {texts.toStores}
    </Link>
  );
}
