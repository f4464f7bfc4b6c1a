import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { CardStock, type CardStockData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { problemOf } from '../data/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { AdjustForm } from './adjust-form.tsx';
import { StockHistory } from './stock-history.tsx';
import { stockTexts } from './stock.texts.ts';
import { useLiveStock } from './use-live-stock.ts';

type StockedCard = NonNullable<CardStockData['card']>;

/** How many are left at this moment, how to change it, and who has. */
export function StockPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(stockTexts);
  const cards = useTexts(cardsTexts);
  const [{ data, error }, ask] = useQuery({ query: CardStock, variables: { id } });
  const [changes, setChanges] = useState(0);
  const card = data?.card;
  const askAgain = (): void => {
    setChanges((before) => before + 1);
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <Page title={texts.title} back={{ to: { page: 'card', id }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && !card && <Empty text={cards.notFound} />}
      {card && (
        <div className="column">
          <Now card={card} onChanged={askAgain} />
          <StockHistory key={changes} cardId={id} />
        </div>
      )}
    </Page>
  );
}

function Now({ card, onChanged }: { card: StockedCard; onChanged: () => void }): ReactNode {
  const texts = useTexts(stockTexts);
  const { may } = useDesk();
  const stock = useLiveStock(card.id, card.stock);
  const { depositedCodes } = card;
  return (
    <>
      <section className="panel">
        <h2>{card.title}</h2>
        <dl className="figures" aria-live="polite">
          <Figure name={texts.left} value={stock.left} />
          <Figure name={texts.claimed} value={stock.quantity - stock.left} />
          <Figure name={texts.quantity} value={stock.quantity} />
          {depositedCodes && <Figure name={texts.freeCodes} value={depositedCodes.free} />}
        </dl>
        {depositedCodes && (
          <p className="hint">
            {texts.deposited} <Link to={{ page: 'cardCodes', id: card.id }}>{texts.importMore}</Link>
          </p>
        )}
      </section>
      {may('cards:write') && <AdjustForm card={card} left={stock.left} onChanged={onChanged} />}
    </>
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
