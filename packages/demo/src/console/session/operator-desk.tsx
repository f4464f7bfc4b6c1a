import { type ReactNode, Suspense } from 'react';
import { ReviewPages } from '../app/review-pages.tsx';
import { Link } from '../app/navigation.tsx';
import type { Route } from '../app/routes.ts';
import { useTexts } from '../language/language.tsx';
import { sessionTexts } from './session.texts.ts';

type ReviewRoute = Extract<Route, { page: 'reviews' | 'review' }>;

export const isReview = (route: Route): route is ReviewRoute => route.page === 'reviews' || route.page === 'review';

/** What an operator sees who has chosen no merchant: the queue of all of them. */
export function OperatorDesk({ route, onSignOut }: { route: ReviewRoute; onSignOut: () => void }): ReactNode {
  const texts = useTexts(sessionTexts);
  return (
    <div className="operator">
      <header className="operator-head">
        <span className="brand-mark" aria-hidden="true" />
        <strong>{texts.operator}</strong>
        <Link to={{ page: 'board' }} className="button is-small">
          {texts.choose}
        </Link>
        <button type="button" className="button is-small is-quiet" onClick={onSignOut}>
          {texts.signOut}
        </button>
      </header>
      <main id="content">
        <Suspense fallback={<p className="hint">{texts.loading}</p>}>
          <ReviewPages route={route} />
        </Suspense>
      </main>
    </div>
  );
}
