import { memo, type ReactNode, useState } from 'react';
import { Link } from '../app/navigation.tsx';
import { faceStyle } from '../cards/ticket.tsx';
import { priceText } from '../format/money.ts';
import { shortTimeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { spacedCode } from '../till/spaced-code.ts';
import { boardTexts } from './board.texts.ts';
import type { FeedRow } from './feed.ts';

/** What happened just now is lit up; what was replayed at the beginning is not. */
const FRESH_MS = 15_000;

/** One event. Rows never change, so a new one at the top draws itself and no other. */
export const BoardRow = memo(function BoardRow({ row }: { row: FeedRow }): ReactNode {
  const texts = useTexts(boardTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const [now] = useState(() => new Date());
  const time = shortTimeText(row.occurredAt, { timeZone: merchant.timeZone, language, now });
  const isFresh = now.getTime() - Date.parse(row.occurredAt) < FRESH_MS;
  return (
    <li
      className={`feed-row is-${row.kind}${isFresh ? ' is-fresh' : ''}`}
      style={faceStyle(row.card.color.hex)}
      data-event={row.id}
    >
      <span className="feed-kind">{texts[row.kind]}</span>
      <div className="feed-body">
        <p className="feed-title">
          <Link to={{ page: 'card', id: row.card.id }}>{row.card.title}</Link>
          {row.kind !== 'claim' && row.amountFen !== null && <strong>{priceText(row.amountFen)}</strong>}
        </p>
        <p className="hint">
          <code>{spacedCode(row.value)}</code>
          <span>
            {texts.user} {row.openid}
          </span>
          <Whence row={row} />
        </p>
      </div>
      <time dateTime={row.occurredAt}>{time}</time>
    </li>
  );
});

function Whence({ row }: { row: FeedRow }): ReactNode {
  const texts = useTexts(boardTexts);
  if (row.kind !== 'claim') return <span>{row.store ?? texts.ways[row.way]}</span>;
  if (row.channel === null) return null;
  return (
    <span>
      {texts.channel} {row.channel}
    </span>
  );
}
