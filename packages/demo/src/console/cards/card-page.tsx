import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { CardDetail, type CardDetailData } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useDesk } from '../session/desk.tsx';
import { ClaimingPanels } from '../claiming/claiming-panels.tsx';
import { CardRedemptionPanel } from '../redemption-settings/card-redemption-panel.tsx';
import { CopyBox } from '../ui/copy-box.tsx';
import { countText } from '../ui/count.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { type Stock, useLiveStock } from '../stock/use-live-stock.ts';
import { CardActions } from './card-actions.tsx';
import { cardLabels } from './card-labels.ts';
import { lifeTexts } from './card-life.texts.ts';
import { CardPreview } from './card-preview.tsx';
import { cardsTexts } from './cards.texts.ts';
import { faceOfCard, type FaceModel } from './face-model.ts';
import { PendingChange, ReviewNotice, Versions } from './review-state.tsx';
import { snippetOf } from './snippet.ts';

type Card = NonNullable<CardDetailData['card']>;

/** One card: how it looks, how it runs, and how to bring it to people. */
export function CardPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(cardsTexts);
  const [{ data, error, fetching }, ask] = useQuery({ query: CardDetail, variables: { id } });
  const back = { to: { page: 'cards' }, label: texts.back } as const;
  return (
    <Page title={data?.card?.title ?? texts.title} back={back}>
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && fetching && <p className="hint">{texts.loading}</p>}
      {data &&
        (data.card ? (
          <CardView card={data.card} data={data} onChanged={() => ask({ requestPolicy: 'network-only' })} />
        ) : (
          <Empty text={texts.notFound} />
        ))}
    </Page>
  );
}

type ViewProps = { card: Card; data: CardDetailData; onChanged: () => void };

function CardView({ card, data, onChanged }: ViewProps): ReactNode {
  const texts = useTexts(cardsTexts);
  const labels = useTexts(cardLabels);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const stock = useLiveStock(card.id, card.stock);
  const stores = { all: texts.allStores, any: texts.anyStore };
  const face = faceOfCard(card, { language, timeZone: merchant.timeZone, labels, stores });
  return (
    <div className="with-preview">
      <div className="column">
        <ReviewNotice card={card} />
        <Figures card={card} stock={stock} data={data} />
        <CardActions card={card} stock={stock} onChanged={onChanged} />
        {card.status !== 'DELETED' && <ClaimingPanels cardId={card.id} left={stock.left} />}
        <CardRedemptionPanel cardId={card.id} canSet={card.status !== 'DELETED'} />
        <PendingChange card={card} />
        {card.status !== 'DELETED' && <Links id={card.id} />}
        <CardFacts card={card} face={face} />
        <Versions card={card} />
      </div>
      <CardPreview face={face} />
    </div>
  );
}

type FiguresProps = { card: Card; stock: Stock; data: CardDetailData };

function Figures({ card, stock, data }: FiguresProps): ReactNode {
  const texts = useTexts(cardsTexts);
  const labels = useTexts(cardLabels);
  return (
    <section className="panel">
      <h2>
        {texts.figures}
        <span className={`tag is-${card.status.toLowerCase()}`}>{labels.statuses[card.status]}</span>
      </h2>
      <dl className="figures">
        <div>
          <dt>{texts.left}</dt>
          <dd>
            {stock.left}
            <small>/ {stock.quantity}</small>
          </dd>
        </div>
        <div>
          <dt>{texts.claims}</dt>
          <dd>{countText(data.claims.count)}</dd>
        </div>
        <div>
          <dt>{texts.redemptions}</dt>
          <dd>{countText(data.redemptions.count)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Links({ id }: { id: string }): ReactNode {
  const texts = useTexts(cardsTexts);
  const { may } = useDesk();
  const address = `${location.origin}/c/${id}`;
  return (
    <section className="panel">
      <h2>{texts.links}</h2>
      {may('placements:write') && (
        <Link to={{ page: 'newPlacement' }} query={{ card: id }} className="button">
          {texts.place}
        </Link>
      )}
      <h3>{texts.hostedPage}</h3>
      <p className="hint">{texts.hostedHint}</p>
      <CopyBox label={texts.hostedPage} text={address}>
        <a className="button is-small" href={address} target="_blank" rel="noopener">
          {texts.open}
        </a>
      </CopyBox>
      <h3>{texts.snippet}</h3>
      <p className="hint">{texts.snippetHint}</p>
      <CopyBox label={texts.snippet} text={snippetOf(location.origin, id)} />
    </section>
  );
}

function CardFacts({ card, face }: { card: Card; face: FaceModel }): ReactNode {
  const texts = useTexts(cardsTexts);
  const labels = useTexts(cardLabels);
  const { language } = useLanguage();
  const { merchant } = useDesk();
  const life = useTexts(lifeTexts);
  const yesNo = (value: boolean): string => (value ? texts.yes : texts.no);
  return (
    <Facts title={texts.facts}>
      <Fact name={texts.kind}>{labels.kinds[card.kind]}</Fact>
      <Fact name={texts.validity}>{face.validity}</Fact>
      <Fact name={texts.claimLimit}>{texts.pieces(card.claimLimit)}</Fact>
      <Fact name={texts.useLimit}>{texts.pieces(card.useLimit)}</Fact>
      <Fact name={texts.codeType}>{labels.codeTypes[card.codeType]}</Fact>
      <Fact name={texts.stores}>{face.stores}</Fact>
      {face.hours.length > 0 && (
        <Fact name={texts.timeLimits}>
          {face.hours.join('；')}
          {card.enforcesTimeLimits && texts.enforced}
        </Fact>
      )}
      <Fact name={life.codeMode}>{labels.codeModes[card.codeMode]}</Fact>
      <Fact name={life.bindsOpenid}>{card.bindsOpenid ? life.named : life.everybody}</Fact>
      <Fact name={texts.share}>{yesNo(card.canShare)}</Fact>
      <Fact name={texts.give}>{yesNo(card.canGiveFriend)}</Fact>
      {card.externalId !== null && <Fact name={texts.externalId}>{card.externalId}</Fact>}
      <Fact name={texts.created}>{timeText(card.createdAt, { timeZone: merchant.timeZone, language })}</Fact>
      <Fact name={life.edited}>{timeText(card.updatedAt, { timeZone: merchant.timeZone, language })}</Fact>
      <Fact name={texts.id}>
        <code>{card.id}</code>
      </Fact>
    </Facts>
  );
}
