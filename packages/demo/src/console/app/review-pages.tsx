import { lazy, type ReactNode } from 'react';
import { OperatorClient } from '../reviews/operator-client.tsx';
import type { Route } from './routes.ts';

const ReviewsPage = lazy(async () => ({ default: (await import('../reviews/reviews-page.tsx')).ReviewsPage }));
const ReviewPage = lazy(async () => ({ default: (await import('../reviews/review-page.tsx')).ReviewPage }));

/** The operator's own pages, which look at all merchants, whichever desk is open. */
export function ReviewPages({ route }: { route: Extract<Route, { page: 'reviews' | 'review' }> }): ReactNode {
  return (
    <OperatorClient>
      {route.page === 'reviews' ? <ReviewsPage /> : <ReviewPage key={route.id} id={route.id} />}
    </OperatorClient>
  );
}
