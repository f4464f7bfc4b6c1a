import { CardStatusError } from '../../domain/cards/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { CardOperationEnum, CardStatusEnum } from './card.enums.ts';

refusalType(CardStatusError, {
  description: 'The status of the card forbids this (C8).',
  fields: (t) => ({
    status: t.field({ type: CardStatusEnum, description: 'Status of the card.', resolve: ({ error }) => error.status }),
    allowed: t.field({
      type: [CardOperationEnum],
      description: 'What it would allow the caller instead.',
      resolve: ({ error }) => [...error.allowed],
    }),
  }),
});
