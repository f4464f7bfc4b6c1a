import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { type QueuedReview, ReviewQueue } from '../../generated/console.ts';
import { Link } from '../app/navigation.tsx';
import { cardLabels } from '../cards/card-labels.ts';
import { useFieldWords } from '../cards/field-words.tsx';
import { problemOf } from '../data/problem.ts';
import { timeText } from '../format/time.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { countText } from '../ui/count.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty, ProblemNotice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { reviewsTexts } from './reviews.texts.ts';

/** What waits for the operator, of all merchants; what is due first stands first (M4). */
export function ReviewsPage(): ReactNode {
  const texts = useTexts(reviewsTexts);
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <Page title={texts.title}>
      {pages.map((after, index) => (
        <QueuePart
          key={after ?? ''}
          after={after}
          isLast={index === pages.length - 1}
          onMore={(next) => setPages([...pages, next])}
        />
      ))}
    </Page>
  );
}

type PartProps = { after: string | null; isLast: boolean; onMore: (after: string) => void };

function QueuePart({ after, isLast, onMore }: PartProps): ReactNode {
  const texts = useTexts(reviewsTexts);
  const [{ data, error }, ask] = useQuery({
    query: ReviewQueue,
    variables: { after },
    requestPolicy: 'network-only',
  });
  if (error) return <ProblemNotice problem={problemOf(error)} again={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <p className="hint">{texts.loading}</p>;
  const { nodes, pageInfo, count } = data.reviews;
  if (nodes.length === 0 && after === null) return <Empty text={texts.none} />;
  const { endCursor, hasNextPage } = pageInfo;
  return (
    <>
      {after === null && <p className="hint">{texts.count(countText(count))}</p>}
      <ul className="queue">
        {nodes.map((review) => (
          <li key={review.id}>
            <QueueLine review={review} />
          </li>
        ))}
      </ul>
      {isLast && hasNextPage && endCursor !== null && (
        <button type="button" className="button is-wide" onClick={() => onMore(endCursor)}>
          {texts.more}
        </button>
      )}
    </>
  );
}

function QueueLine({ review }: { review: QueuedReview }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const labels = useTexts(cardLabels);
  const { labelOf } = useFieldWords();
  const { card, store, version, merchant } = review;
  const ofCard = version === null ? texts.newCard : `${texts.change}: ${version.fields.map(labelOf).join('、')}`;
  const ofStore = store?.pendingChange ? texts.storeChange : texts.store;
  return (
    <Link to={{ page: 'review', id: review.id }} className="ticket is-review">
      <div className="ticket-body">
        <p className="ticket-title">
          <strong>{card?.title ?? store?.name ?? texts.store}</strong>
          {card && <span className="tag">{labels.kinds[card.kind]}</span>}
        </p>
        <p className="hint">
          {merchant.name} · {card === null ? ofStore : ofCard}
        </p>
        <p className="hint">
          {texts.due} <DueTime review={review} />
        </p>
      </div>
      <Icon name="forward" />
    </Link>
  );
}

/** Until when it has to be decided, on the merchant's clock. */
export function DueTime({ review: { dueAt, merchant } }: { review: QueuedReview }): ReactNode {
  const texts = useTexts(reviewsTexts);
  const { language } = useLanguage();
  const [now] = useState(() => Date.now());
  return (
    <>
      {timeText(dueAt, { timeZone: merchant.timeZone, language })}
      {Date.parse(dueAt) < now && <span className="is-late"> {texts.late}</span>}
    </>
  );
}
