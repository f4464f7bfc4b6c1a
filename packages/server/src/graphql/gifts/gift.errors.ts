import { GiftGoneError, GiftNotAllowedError } from '../../domain/gifts/index.ts';
import { refusalType } from '../kit/user-error.ts';

refusalType(GiftNotAllowedError, {
  description: 'The code can not be given, or not be taken by this user (L7).',
  fields: (t) => ({
    reason: t.string({
      description: '`CARD`: codes of this card are no gifts; `OWN_GIFT`: nobody takes a gift of their own.',
      resolve: ({ error }) => error.reason,
    }),
  }),
});

refusalType(GiftGoneError, {
  description: 'The gift is not open any more (L7).',
  fields: (t) => ({
    reason: t.string({
      description: 'How it ended: `ACCEPTED`, `CANCELLED`, `TIMED_OUT` or `ENDED`.',
      resolve: ({ error }) => error.reason,
    }),
  }),
});
