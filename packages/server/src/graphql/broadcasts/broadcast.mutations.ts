import { replyToKeyword, sendBroadcast, sendCardMessage } from '../../domain/broadcasts/index.ts';
import { builder, type Rows } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';
import { MessageType } from '../messages/message.type.ts';
import { audienceOf, BroadcastSendInput, CardMessageSendInput, KeywordReplyInput } from './broadcast.inputs.ts';
import { BroadcastType } from './broadcast.type.ts';

const BroadcastSendPayload = payloadType<Rows.Broadcast & { replayed: boolean }>('BroadcastSendPayload', {
  description: 'The answer of `broadcastSend`.',
  fields: (t) => ({
    broadcast: t.field({
      type: BroadcastType,
      nullable: true,
      description: 'The broadcast with what became of it; null when refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

builder.mutationField('broadcastSend', (t) =>
  t.field({
    type: BroadcastSendPayload,
    description:
      'Brings a card to many users at once (L5): each whose quota of the month is not used up gets a message (B9). Needs `messages:write`.',
    authScopes: { scope: 'messages:write' },
    args: { input: t.arg({ type: BroadcastSendInput, required: true, description: 'Which card, and to whom.' }) },
    resolve: (_root, { input: { audience, ...order } }, { domain }) =>
      outcomeOf(async () => sendBroadcast(domain, { ...order, audience: audienceOf(audience) })),
  }),
);

const messagePayload = (name: string, mutation: string, message: string) =>
  payloadType<(Rows.Message & { replayed: boolean }) | null>(name, {
    description: `The answer of \`${mutation}\`.`,
    fields: (t) => ({
      message: t.field({
        type: MessageType,
        nullable: true,
        description: message,
        resolve: ({ value }) => value,
      }),
      replayed: t.boolean({
        description: 'Whether this is the stored answer of an earlier call with the same idempotency key.',
        resolve: ({ value }) => value?.replayed ?? false,
      }),
    }),
  });

const CardMessageSendPayload = messagePayload(
  'CardMessageSendPayload',
  'cardMessageSend',
  'The message in the user’s inbox; null when refused.',
);

builder.mutationField('cardMessageSend', (t) =>
  t.field({
    type: CardMessageSendPayload,
    description:
      'Brings a card to one user, as customer service does. It is good for one claim by this user, and counts against no quota (B9). Needs `messages:write`.',
    authScopes: { scope: 'messages:write' },
    args: { input: t.arg({ type: CardMessageSendInput, required: true, description: 'Which card, and to whom.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => sendCardMessage(domain, input)),
  }),
);

const KeywordReplyPayload = messagePayload(
  'KeywordReplyPayload',
  'keywordReply',
  'The answer in the user’s inbox; null: nothing answers this, or it was refused.',
);

builder.mutationField('keywordReply', (t) =>
  t.field({
    type: KeywordReplyPayload,
    description:
      'Hands in what a user wrote: the first open keyword reply that matches leaves its card in the user’s inbox (L5), exact ones before those whose keyword the text holds, the oldest first. Needs `messages:write`.',
    authScopes: { scope: 'messages:write' },
    args: { input: t.arg({ type: KeywordReplyInput, required: true, description: 'Who wrote what.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => replyToKeyword(domain, input)),
  }),
);
