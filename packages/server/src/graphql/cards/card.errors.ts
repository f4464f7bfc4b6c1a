import { CardStatusError, ChangeNotAllowedError } from '../../domain/cards/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { CardOperationEnum, CardStatusEnum, ChangeFaultEnum } from './card.enums.ts';

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

refusalType(ChangeNotAllowedError, {
  description: 'This field of a card may not change so; `field` names it (C6, C9).',
  fields: (t) => ({
    rule: t.string({
      description: 'Id of the rule that forbids it: `C6` or `C9`.',
      resolve: ({ error }) => error.rule,
    }),
    fault: t.field({ type: ChangeFaultEnum, description: 'Why.', resolve: ({ error }) => error.fault }),
  }),
});
