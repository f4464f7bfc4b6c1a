import { ReviewDecidedError } from '../../domain/reviews/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { ReviewStatusEnum } from './review.enums.ts';

refusalType(ReviewDecidedError, {
  description: 'The review was decided or closed in the meantime (M4).',
  fields: (t) => ({
    status: t.field({
      type: ReviewStatusEnum,
      description: 'Where it stands by now.',
      resolve: ({ error }) => error.status,
    }),
  }),
});
