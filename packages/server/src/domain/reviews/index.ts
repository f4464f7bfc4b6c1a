export { decideReview, type ReviewVerdictInput } from './decide-review.ts';
export { visibleReviews } from './review.access.ts';
export { ReviewDecidedError } from './review.errors.ts';
export type { DecidedReview, ReviewedRoom } from './review.ports.ts';
export { latestReviewsOf, reviewsOfVersions } from './review.queries.ts';
export { type ReviewStatus, reviewStatusOf } from './review.rules.ts';
export { closeOpenReviews, startReview, startReviews } from './start-review.ts';
