import { CardStatusError, ChangeNotAllowedError, CheckoutConflictError } from '../../domain/cards/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { CardOperationEnum } from './card.enums.ts';

refusalType(CardStatusError, {
  description: 'The status of the card forbids this (C8).',
  fields: (t) => ({
    status: t.string({ description: 'Status of the card.', resolve: ({ error }) => error.status }),
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
    reason: t.string({
      description:
        'Why: `FIXED` it never changes; `BINDING_FIXED` nor does whom it binds (40112); `VALIDITY_NARROWED` only a fixed span changes, and only to a wider one (40100); `STORES_REMOVED` a live card loses no store (C6); `SWITCHED_OFF` what is on stays on (40135).',
      resolve: ({ error }) => error.reason,
    }),
  }),
});

refusalType(CheckoutConflictError, {
  description: 'Self-redemption needs an empty center entry (R4, 40145).',
});
