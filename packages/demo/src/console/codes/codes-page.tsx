import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { CardCodes, type CardCodesData, type ImportRow } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { codesTexts } from './codes.texts.ts';
import { GenerateForm } from './generate-form.tsx';
import { PasteForm } from './paste-form.tsx';
import { UploadBox } from './upload-box.tsx';

type Card = NonNullable<CardCodesData['card']>;

/** The codes that a card gives out: how many there are, and three ways to more. */
export function CodesPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(codesTexts);
  const cards = useTexts(cardsTexts);
  const { may } = useDesk();
  const [{ data, error }, ask] = useQuery({ query: CardCodes, variables: { id } });
  const askAgain = (): void => ask({ requestPolicy: 'network-only' });
  const card = data?.card;
  const isDeposited = card?.codeMode === 'DEPOSITED';
  return (
    <Page title={texts.title} back={{ to: { page: 'card', id }, label: texts.back }}>
      {error && <ProblemNotice problem={problemOf(error)} again={askAgain} />}
      {data && !card && <Empty text={cards.notFound} />}
      {card && !isDeposited && <Empty text={texts.wrongMode} />}
      {card && isDeposited && (
        <div className="column">
          <Pool card={card} />
          {may('codes:write') && (
            <>
              <UploadBox cardId={id} />
              <PasteForm cardId={id} onDone={askAgain} />
              <GenerateForm cardId={id} />
            </>
          )}
          <Imports imports={data.imports.nodes} />
        </div>
      )}
    </Page>
  );
}

function Pool({ card }: { card: Card }): ReactNode {
  const texts = useTexts(codesTexts);
  const { may } = useDesk();
  const { total = 0, free = 0 } = card.depositedCodes ?? {};
  const figures = [
    [texts.free, free],
    [texts.used, total - free],
    [texts.total, total],
    [texts.left, card.stock.left],
  ] as const;
  return (
    <section className="panel">
      <h2>{card.title}</h2>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {free > card.stock.left && (
        <>
          <p className="hint">{texts.raiseHint(free, card.stock.left)}</p>
          {may('cards:write') && (
            <Link to={{ page: 'cardStock', id: card.id }} className="button">
              {texts.raise}
            </Link>
          )}
        </>
      )}
    </section>
  );
}

function Imports({ imports }: { imports: readonly ImportRow[] }): ReactNode {
  const texts = useTexts(codesTexts);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  return (
    <section className="panel">
      <h2>{texts.history}</h2>
      {imports.length === 0 && <Empty text={texts.noImports} />}
      <ul className="import-lines">
        {imports.map((one) => (
          <li key={one.id}>
            <Link to={{ page: 'import', id: one.id }}>
              <strong>{one.fileName ?? texts.generated}</strong>
              <span className={`tag is-import-${one.status.toLowerCase()}`}>{texts.statuses[one.status]}</span>
              <span className="hint">
                {timeText(one.createdAt, { timeZone: merchant.timeZone, language })} ·{' '}
                {texts.pasted(one.addedCount, one.duplicateCount, one.failedCount)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
