import { ReviewDecidedError } from '../../domain/reviews/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(ReviewDecidedError, {
  description: 'The review was decided or closed in the meantime (M4).',
  fields: (t) => ({
    status: t.string({
      description: 'Where it stands by now: `APPROVED`, `REJECTED` or `CLOSED`.',
      resolve: ({ error }) => error.status,
    }),
  }),
});
