import type { BroadcastOrder } from '../../domain/broadcasts/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';
import { idempotencyKeyField } from '../kit/idempotency-key.ts';
import type { InputBuilder } from '../kit/input-builder.ts';

const BroadcastAudienceInput = builder.inputType('BroadcastAudienceInput', {
  description: 'To whom a broadcast goes: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    openids: t.stringList({ description: 'These users, 1 to 10,000; who is named twice gets it once.' }),
    everyone: t.boolean({
      description: 'True: every user whom the merchant knows, which is who has claimed a card of it; at most 100,000.',
    }),
  }),
});

const shared = (t: InputBuilder) => ({
  text: t.string({ description: 'What is said about the card, at most 200 wide characters.' }),
  channel: t.string({ description: 'Channel of its claims, at most 128 bytes.' }),
});

const sendableCard = 'The card: it can be claimed now, and its codes are no pure custom ones (K1).';
const user = 'The user, 1 to 64 of A-Z a-z 0-9 _ - (W5).';

export const BroadcastSendInput = builder.inputType('BroadcastSendInput', {
  description: 'Which card goes to whom.',
  fields: (t) => ({
    cardId: t.id({ required: true, description: sendableCard }),
    audience: t.field({ type: BroadcastAudienceInput, required: true, description: 'To whom.' }),
    ...shared(t),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

export const CardMessageSendInput = builder.inputType('CardMessageSendInput', {
  description: 'Which card goes to one user.',
  fields: (t) => ({
    cardId: t.id({ required: true, description: sendableCard }),
    openid: t.string({ required: true, description: user }),
    ...shared(t),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

export const KeywordReplyInput = builder.inputType('KeywordReplyInput', {
  description: 'What a user wrote to the merchant.',
  fields: (t) => ({
    openid: t.string({ required: true, description: user }),
    text: t.string({ required: true, description: 'What the user wrote, at most 2048 characters.' }),
    idempotencyKey: idempotencyKeyField(t),
  }),
});

/** To whom, as the domain says it. */
export function audienceOf({
  openids,
  everyone,
}: typeof BroadcastAudienceInput.$inferInput): BroadcastOrder['audience'] {
  if (openids) return { openids };
  if (everyone === true) return { everyone };
  throw new InvalidInputError(['audience', 'everyone'], 'True, or name users');
}
