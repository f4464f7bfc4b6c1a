import { StoreChangePendingError, StoreInUseError, StoreNotApprovedError } from '../../domain/stores/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { StoreStateEnum } from './store.enums.ts';

refusalType(StoreInUseError, {
  description: 'A card that is still live names the store, so it can not be deleted (S3).',
});

refusalType(StoreNotApprovedError, {
  description:
    'The store waits for an operator or was refused, so it can not be changed, named by a card or redeemed in (S2).',
  fields: (t) => ({
    state: t.field({
      type: StoreStateEnum,
      description: 'Where its review stands.',
      resolve: ({ error }) => error.state,
    }),
  }),
});

refusalType(StoreChangePendingError, {
  description: 'A change of the store still waits for an operator, so no other can be made (S2).',
});
