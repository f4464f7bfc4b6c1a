import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { ReviewDetail, type ReviewDetailData } from '../../generated/console.ts';
import { ChangeList } from '../cards/change-list.tsx';
import { cardLabels } from '../cards/card-labels.ts';
import { CardPreview } from '../cards/card-preview.tsx';
import { cardsTexts } from '../cards/cards.texts.ts';
import { faceOfCard } from '../cards/face-model.ts';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { DecideForm } from './decide-form.tsx';
import { DueTime } from './reviews-page.tsx';
import { reviewsTexts } from './reviews.texts.ts';

type Review = ReviewDetailData['reviews']['nodes'][number];

/** One review: what is asked for, beside what is live, and the verdict. */
export function ReviewPage({ id }: { id: string }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const [{ data, error }, ask] = useQuery({ query: ReviewDetail, variables: { id }, requestPolicy: 'network-only' });
  const review = data?.reviews.nodes[0];
  return (
    <Page title={review?.card?.title ?? texts.review} back={{ to: { page: 'reviews' }, label: texts.back }}>
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
  const { card, version, merchant } = review;
  return (
    <div className="review">
      <div className="column">
        <Facts title={card === null ? texts.store : texts[version === null ? 'newCard' : 'change']}>
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
        <DecideForm reviewId={review.id} />
      </div>
      <Faces review={review} />
    </div>
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
