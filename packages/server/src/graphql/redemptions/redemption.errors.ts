import {
  AlreadyRedeemedError,
  AlreadyReversedError,
  CodeNotRedeemableError,
  OfflineProofInvalidError,
  OutsideTimeLimitError,
  ReversalTooLateError,
  RotatingCodeRequiredError,
  SelfRedemptionClosedError,
  UseLimitReachedError,
  VerificationCodeWrongError,
  WrongStoreError,
} from '../../domain/redemptions/index.ts';
import { findStore } from '../../domain/stores/index.ts';
import { refusalType } from '../kit/user-error.ts';
import { StoreType } from '../stores/store.type.ts';

refusalType(AlreadyRedeemedError, {
  description: 'The code was redeemed before. Says when, and to the merchant where (R1).',
  fields: (t) => ({
    redeemedAt: t.field({
      type: 'DateTime',
      description: 'When it was redeemed.',
      resolve: ({ error }) => error.redeemedAt,
    }),
    storeId: t.id({
      nullable: true,
      description: 'Store in which it was; null: none was named, or a user asks.',
      // R1: to the merchant only. The holder of the code may have it from a friend, or may have lost it to a thief.
      resolve: ({ error }, _args, { domain }) => (domain.actor.kind === 'user' ? null : error.store),
    }),
    store: t.field({
      type: StoreType,
      nullable: true,
      description: 'That store; null: none was named, or it is not the caller’s to see. Needs `stores:read`.',
      authScopes: { scope: 'stores:read' },
      resolve: ({ error }, _args, { domain }) => (error.store === null ? null : findStore(domain, { id: error.store })),
    }),
  }),
});

refusalType(CodeNotRedeemableError, {
  description: 'The status of the code forbids redeeming it (K2).',
  fields: (t) => ({ status: t.string({ description: 'Status of the code.', resolve: ({ error }) => error.status }) }),
});

refusalType(WrongStoreError, {
  description: 'The card does not apply to the store, or the caller may not act there (R2, W4).',
});

refusalType(UseLimitReachedError, {
  description: 'The holder has redeemed as often as the card allows (C5).',
  fields: (t) => ({
    limit: t.int({ description: 'Uses that the card allows one user.', resolve: ({ error }) => error.limit }),
    used: t.int({ description: 'Uses that the user has made.', resolve: ({ error }) => error.used }),
  }),
});

refusalType(OutsideTimeLimitError, {
  description: 'The card enforces its days and hours, and this is none of them (C12).',
});

refusalType(OfflineProofInvalidError, {
  description: 'What a device confirmed without a network is not proved by it (R1): nothing was redeemed.',
  fields: (t) => ({
    reason: t.string({
      description:
        '`DEVICE` (not of this session), `SIGNATURE`, `TOO_OLD` (more than 24 hours), `AHEAD` (more than 5 minutes), or `COUNTER` (used before).',
      resolve: ({ error }) => error.reason,
    }),
  }),
});

refusalType(AlreadyReversedError, {
  description: 'The redemption was taken back before (R5).',
  fields: (t) => ({
    reversedAt: t.field({
      type: 'DateTime',
      description: 'When it was taken back.',
      resolve: ({ error }) => error.reversedAt,
    }),
  }),
});

refusalType(ReversalTooLateError, {
  description: 'A redemption can be taken back within 90 days (R5), and these are over.',
  fields: (t) => ({
    reversibleUntil: t.field({
      type: 'DateTime',
      description: 'Until when it could be taken back, exclusive.',
      resolve: ({ error }) => error.reversibleUntil,
    }),
  }),
});

refusalType(SelfRedemptionClosedError, {
  description: 'Holders may not redeem codes of this card themselves (R4): staff do.',
});

refusalType(VerificationCodeWrongError, {
  description: 'The store has no such verification code (R4). After five wrong ones within 15 minutes comes THROTTLED.',
  fields: (t) => ({
    triesLeft: t.int({
      description: 'Tries until the user has to wait.',
      resolve: ({ error }) => error.triesLeft,
    }),
  }),
});

refusalType(RotatingCodeRequiredError, {
  description:
    'The card asks people at the till for the QR code that changes every 30 seconds (`Card.needsRotatingCode`), and they gave its number.',
});
