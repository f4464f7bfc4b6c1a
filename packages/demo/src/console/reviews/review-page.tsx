import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ReviewDetail, type ReviewDetailData, type StoreFields } from '../../generated/console.ts';
import { ChangeList } from '../cards/change-list.tsx';
import { cardLabels } from '../cards/card-labels.ts';
import { CardPreview } from '../cards/card-preview.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { faceOfCard } from '../cards/face-model.ts';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { StoreChangeList, StoreFacts } from '../stores/store-facts.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { DecideForm } from './decide-form.tsx';
import { FastReviewPanel } from './fast-review-panel.tsx';
import { DueTime } from './reviews-page.tsx';
import { reviewsTexts } from './reviews.texts.ts';

type Review = ReviewDetailData['reviews']['nodes'][number];

/** One review: what is asked for, beside what is live, and the verdict. */
export function ReviewPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const [{ data, error }, ask] = useQuery({ query: ReviewDetail, variables: { id }, requestPolicy: 'network-only' });
  const review = data?.reviews.nodes[0];
  return (
    <Page
      title={review?.card?.title ?? review?.store?.name ?? texts.review}
      back={{ to: { page: 'reviews' }, label: texts.back }}
    >
      {error && <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />}
      {!data && !error && <p className="hint">{texts.loading}</p>}
      {data && !review && <Empty text={texts.gone} />}
      {review && <ReviewView review={review} />}
    </Page>
  );
}

function ReviewView({ review }: { review: Review }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const { language } = useLanguage();
  const { card, store, version, merchant } = review;
  return (
    <div className="review">
      <div className="column">
        <Facts title={texts[titleOf(review)]}>
          <Fact name={texts.merchant}>
            {merchant.name} <code>{merchant.appId}</code>
          </Fact>
          <Fact name={texts.submitted}>{timeText(review.createdAt, { timeZone: merchant.timeZone, language })}</Fact>
          <Fact name={texts.due}>
            <DueTime review={review} />
          </Fact>
        </Facts>
        {card && version && (
          <section className="panel">
            <h2>{texts.changes}</h2>
            <ChangeList fields={version.fields} before={card} after={version.face} />
          </section>
        )}
        {store && <StoreView store={store} />}
        <DecideForm reviewId={review.id} subject={review.subject} />
        <FastReviewPanel merchant={merchant} />
      </div>
      <Faces review={review} />
    </div>
  );
}

function titleOf({ store, version, card }: Review): 'newCard' | 'change' | 'store' | 'storeChange' {
  if (card === null) return store?.pendingChange ? 'storeChange' : 'store';
  return version === null ? 'newCard' : 'change';
}

/** The store as it is, below what would change of it. */
function StoreView({ store }: { store: StoreFields }): ReactNode {
  const texts = useTexts(reviewsTexts);
  return (
    <>
      {store.pendingChange && (
        <section className="panel">
          <h2>{texts.changes}</h2>
          <StoreChangeList live={store} wanted={store.pendingChange} />
        </section>
      )}
      <StoreFacts store={store} />
    </>
  );
}

function Faces({ review: { card, version, merchant } }: { review: Review }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const cards = useTexts(cardsTexts);
  const labels = useTexts(cardLabels);
  const { language } = useLanguage();
  if (!card) return null;
  const stores = { all: cards.allStores, any: cards.anyStore };
  const words = { language, timeZone: merchant.timeZone, labels, stores };
  return (
    <div className="review-faces">
      {version && (
        <div>
          <h3>{texts.wanted}</h3>
          <CardPreview label={texts.wanted} face={faceOfCard(version.face, words)} />
        </div>
      )}
      <div>
        <h3>{version ? texts.live : texts.face}</h3>
        <CardPreview label={version ? texts.live : texts.face} face={faceOfCard(card, words)} />
      </div>
    </div>
  );
}
