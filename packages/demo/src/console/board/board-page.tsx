import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useQuery } from 'urql';
import { BoardCards, type BoardCountsData } from '../../generated/console.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { boardTexts } from './board.texts.ts';
import { BoardRow } from './board-row.tsx';
import type { FeedRow } from './feed.ts';
import { type Board, useBoard } from './use-board.ts';
import { useToday } from './use-today.ts';

// The numbers are there before the box is.
const RedeemBox = lazy(async () => ({ default: (await import('../till/redeem-box.tsx')).BoardRedeemBox }));

/** Claims and redemptions as they happen, with the redeem box beside them. */
export function BoardPage(): ReactNode {
  const texts = useTexts(boardTexts);
  const { may } = useDesk();
  const [cardId, setCardId] = useState<string | null>(null);
  const { rows, line } = useBoard(cardId);
  const today = useToday(cardId, rows[0]?.id);
  return (
    <Page title={texts.title} actions={<Line line={line} />}>
      <div className="board">
        <div className="board-aside">
          <Today today={today} />
          {may('redemptions:write') && may('codes:read') && (
            <Suspense>
              <RedeemBox />
            </Suspense>
          )}
        </div>
        <section className="panel board-feed">
          <div className="board-feed-head">
            <h2>{texts.feed}</h2>
            <CardFilter cardId={cardId} onChange={setCardId} />
          </div>
          <Newest row={rows[0]} />
          <ol className="feed">
            {rows.map((row) => (
              <BoardRow key={row.id} row={row} />
            ))}
          </ol>
          {rows.length === 0 && <Empty text={texts.none} />}
        </section>
      </div>
    </Page>
  );
}

/** Who does not see the board hears the newest event, and not the hundred that were there before. */
function Newest({ row }: { row: FeedRow | undefined }): ReactNode {
  const texts = useTexts(boardTexts);
  const [openedAt] = useState(() => new Date().toISOString());
  const isNew = row !== undefined && row.occurredAt > openedAt;
  return (
    <p className="visually-hidden" role="status">
      {isNew ? `${texts[row.kind]} ${row.card.title}` : ''}
    </p>
  );
}

function Line({ line }: { line: Board['line'] }): ReactNode {
  const texts = useTexts(boardTexts);
  return (
    <span className={`line is-${line}`} role="status">
      {texts.lines[line]}
    </span>
  );
}

function Today({ today }: { today: BoardCountsData | undefined }): ReactNode {
  const texts = useTexts(boardTexts);
  return (
    <dl className="figures panel">
      <div>
        <dt>{texts.claimsToday}</dt>
        <dd>{today ? countText(today.claims.count) : '–'}</dd>
      </div>
      <div>
        <dt>{texts.redemptionsToday}</dt>
        <dd>{today ? countText(today.redemptions.count) : '–'}</dd>
      </div>
    </dl>
  );
}

function CardFilter({ cardId, onChange }: { cardId: string | null; onChange: (id: string | null) => void }): ReactNode {
  const texts = useTexts(boardTexts);
  const [{ data }] = useQuery({ query: BoardCards, variables: {} });
  const options = (data?.cards.nodes ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return (
    <FilterSelect label={texts.card} value={cardId} everything={texts.allCards} options={options} onChange={onChange} />
  );
}
