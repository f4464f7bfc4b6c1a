import { memo, type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { BoardCards, type EventRow } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { shortTimeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { eventName } from './event-names.ts';
import { eventsTexts } from './events.texts.ts';

/** One event of the log. Rows never change, so a new one at the top draws itself and no other. */
export const EventLine = memo(function EventLine({ row }: { row: EventRow }): ReactNode {
  const texts = useTexts(eventsTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const [now] = useState(() => new Date());
  return (
    <li className="event-line">
      <Link to={{ page: 'event', id: row.id }}>
        <span className="event-number">
          <span className="visually-hidden">{texts.sequence} </span>
          {row.sequence}
        </span>
        <span className="event-what">
          <strong>{eventName(row.type, language)}</strong>
          <code>{row.type}</code>
          <span className="hint">
            {row.cardId !== null && <CardTitle id={row.cardId} />}
            {row.openid !== null && <span>{row.openid}</span>}
          </span>
        </span>
        <time dateTime={row.occurredAt}>
          {shortTimeText(row.occurredAt, { timeZone: merchant.timeZone, language, now })}
        </time>
      </Link>
    </li>
  );
});

/** Asked once for all lines; a card beyond the list is left out. */
function CardTitle({ id }: { id: string }): ReactNode {
  const { may } = useDesk();
  const [{ data }] = useQuery({
    query: BoardCards,
    variables: {},
    requestPolicy: 'cache-only',
    pause: !may('cards:read'),
  });
  const title = data?.cards.nodes.find((card) => card.id === id)?.title;
  return title === undefined ? null : <span>{title}</span>;
}
