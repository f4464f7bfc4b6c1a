import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { CardStock, type StockChangeRow } from '../../generated/console.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty } from '../ui/notice.tsx';
import { stockTexts } from './stock.texts.ts';

/** What was put in and taken out, the newest first. */
export function StockHistory({ cardId }: { cardId: string }): ReactNode {
  const texts = useTexts(stockTexts);
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <section className="panel">
      <h2>{texts.history}</h2>
      {pages.map((after, index) => (
        <HistoryPart
          key={after ?? ''}
          cardId={cardId}
          after={after}
          isLast={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </section>
  );
}

type PartProps = { cardId: string; after: string | null; isLast: boolean; onMore: (after: string) => void };

function HistoryPart({ cardId, after, isLast, onMore }: PartProps): ReactNode {
  const texts = useTexts(stockTexts);
  const [{ data }] = useQuery({ query: CardStock, variables: { id: cardId, after } });
  const changes = data?.card?.stockChanges;
  if (!changes) return null;
  const { endCursor, hasNextPage } = changes.pageInfo;
  return (
    <>
      {changes.nodes.length === 0 && after === null && <Empty text={texts.none} />}
      <ol className="history">
        {changes.nodes.map((change) => (
          <ChangeLine key={change.id} change={change} />
        ))}
      </ol>
      {isLast && hasNextPage && endCursor !== null && (
        <button type="button" className="button is-wide" onClick={() => onMore(endCursor)}>
          {texts.more}
        </button>
      )}
    </>
  );
}

function ChangeLine({ change }: { change: StockChangeRow }): ReactNode {
  const texts = useTexts(stockTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const actors: Readonly<Record<string, string>> = texts.actors;
  const { delta, leftAfter, quantityAfter, reason, actorKind, at } = change;
  return (
    <li>
      <strong className={delta < 0 ? 'is-out' : undefined}>{delta > 0 ? `+${delta}` : delta}</strong>
      <span>
        {reason ?? ''}
        <span className="hint">
          {actors[actorKind] ?? actorKind} · {timeText(at, { timeZone: merchant.timeZone, language })}
        </span>
      </span>
      <span className="hint">{texts.after(leftAfter, quantityAfter)}</span>
    </li>
  );
}
