import { QueuedError } from '../../domain/draws/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(QueuedError, {
  description:
    'The card is given out by draw, and the user is in it (L9). The same call with the same idempotency key gives the claim once the user has won.',
  fields: (t) => ({
    ticket: t.string({
      nullable: true,
      description:
        'What the user is called in the published order: SHA-256 of `<id of the draw>:<openid>:<idempotency key of the call that entered>`; null: `claimability` says it of a user who has not entered.',
      resolve: ({ error }) => error.ticket,
    }),
    drawsAt: t.field({
      type: 'DateTime',
      description: 'When the lots are drawn.',
      resolve: ({ error }) => error.drawsAt,
    }),
  }),
});
