import { type SubmitEvent, type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { CardList, type CardListData, type CardRow } from '../../generated/console.ts';
import { Link, useAddressQuery } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { countText } from '../ui/count.ts';
import { FilterSelect } from '../ui/filter-select.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Paging } from '../ui/paging.tsx';
import { CARD_KINDS, CARD_STATUSES, cardLabels } from './card-labels.ts';
import { type CardFilter, filterOf, variablesOf } from './card-list-query.ts';
import { validityWords } from './card-words.ts';
import { cardsTexts } from './cards.texts.ts';
import { Stub } from './ticket.tsx';

/** The merchant's cards, newest first. What is looked for stands in the address, so it can be sent and reloaded. */
export function CardsPage(): ReactNode {
  const texts = useTexts(cardsTexts);
  const { may } = useDesk();
  const [query, changeQuery] = useAddressQuery();
  const filter = filterOf(query);
  const [{ data, error, fetching }, ask] = useQuery({ query: CardList, variables: variablesOf(filter) });
  const isFiltered = filter.text !== '' || filter.status !== null || filter.kind !== null;
  const clear = (): void => changeQuery({ q: '', kind: '', status: '', ...FIRST_PAGE });
  return (
    <Page
      title={texts.title}
      actions={
        <>
          <Link to={{ page: 'testers' }} className="button">
            {texts.testers}
          </Link>
          {may('cards:write') && (
            <Link to={{ page: 'newCard' }} className="button is-primary">
              <Icon name="plus" />
              {texts.newCard}
            </Link>
          )}
        </>
      }
    >
      <CardFilters key={filter.text} filter={filter} onChange={changeQuery} />
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {data && <CardTable cards={data.cards} />}
      {data?.cards.nodes.length === 0 && (
        <Empty text={isFiltered ? texts.noneFound : texts.none}>
          {isFiltered && (
            <button type="button" className="button" onClick={clear}>
              {texts.clear}
            </button>
          )}
        </Empty>
      )}
      {data && <Paging info={data.cards.pageInfo} words={texts} onChange={changeQuery} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
    </Page>
  );
}

const FIRST_PAGE = { after: '', before: '' } as const;
type ChangeQuery = (changes: Readonly<Record<string, string>>) => void;

function CardFilters({ filter, onChange }: { filter: CardFilter; onChange: ChangeQuery }): ReactNode {
  const texts = useTexts(cardsTexts);
  const labels = useTexts(cardLabels);
  const [text, setText] = useState(filter.text);
  const look = (event: SubmitEvent): void => {
    event.preventDefault();
    onChange({ q: text.trim(), ...FIRST_PAGE });
  };
  return (
    <form className="filters" role="search" onSubmit={look}>
      <label className="control search">
        <span className="visually-hidden">{texts.search}</span>
        <Icon name="search" />
        <input
          type="search"
          value={text}
          placeholder={texts.searchHint}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <FilterSelect
        label={texts.kind}
        value={filter.kind}
        everything={texts.allKinds}
        options={CARD_KINDS.map((value) => ({ value, label: labels.kinds[value] }))}
        onChange={(kind) => onChange({ kind: kind ?? '', ...FIRST_PAGE })}
      />
      <FilterSelect
        label={texts.status}
        value={filter.status}
        everything={texts.allStatuses}
        options={CARD_STATUSES.map((value) => ({ value, label: labels.statuses[value] }))}
        onChange={(status) => onChange({ status: status ?? '', ...FIRST_PAGE })}
      />
    </form>
  );
}

function CardTable({ cards }: { cards: CardListData['cards'] }): ReactNode {
  const texts = useTexts(cardsTexts);
  if (cards.nodes.length === 0) return null;
  return (
    <>
      <p className="hint">{texts.count(countText(cards.count))}</p>
      <ul className="tickets">
        {cards.nodes.map((card) => (
          <li key={card.id}>
            <CardLine card={card} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CardLine({ card }: { card: CardRow }): ReactNode {
  const texts = useTexts(cardsTexts);
  const labels = useTexts(cardLabels);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const { left, quantity } = card.stock;
  return (
    <Link to={{ page: 'card', id: card.id }} className="ticket">
      <Stub card={card} />
      <div className="ticket-body">
        <p className="ticket-title">
          <strong>{card.title}</strong>
          <span className={`tag is-${card.status.toLowerCase()}`}>{labels.statuses[card.status]}</span>
        </p>
        <p className="hint">
          {labels.kinds[card.kind]} · {validityWords(card.validity, { timeZone: merchant.timeZone, language })}
        </p>
        <p className="ticket-stock">
          <meter min={0} max={Math.max(quantity, 1)} value={left} aria-label={texts.left} />
          <span>{texts.stockOf(left, quantity)}</span>
        </p>
      </div>
      <Icon name="forward" />
    </Link>
  );
}
