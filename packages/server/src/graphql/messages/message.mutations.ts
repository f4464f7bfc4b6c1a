import {
  countUnreadMessages,
  countUnreadNotices,
  type MarkReadOrder,
  markInboxRead,
  markNoticesRead,
} from '../../domain/messages/index.ts';
import type { DomainContext } from '../../domain/kit/context.ts';
import { builder } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';

const inputOf = (name: string, noun: string) =>
  builder.inputType(name, {
    description: `Which ${noun} were read.`,
    fields: (t) => ({
      messageIds: t.idList({ description: `Ids of the ${noun}, at most 100; absent: all of them.` }),
    }),
  });

const payloadOf = (name: string, mutation: string) =>
  payloadType<{ unreadCount: number }>(name, {
    description: `The answer of \`${mutation}\`.`,
    fields: (t) => ({
      unreadCount: t.int({
        nullable: true,
        description: 'How many are unread now; counting stops at 100. Null when refused.',
        resolve: ({ value }) => value?.unreadCount ?? null,
      }),
    }),
  });

const InboxMarkReadInput = inputOf('InboxMarkReadInput', 'messages');
const InboxMarkReadPayload = payloadOf('InboxMarkReadPayload', 'inboxMarkRead');

builder.mutationField('inboxMarkRead', (t) =>
  t.field({
    type: InboxMarkReadPayload,
    description: 'Marks messages in the user’s inbox as read; those that are read already stay so. User token only.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user',
    args: { input: t.arg({ type: InboxMarkReadInput, required: true, description: 'Which ones.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => readInbox(domain, input)),
  }),
);

const NoticesMarkReadInput = inputOf('NoticesMarkReadInput', 'notices');
const NoticesMarkReadPayload = payloadOf('NoticesMarkReadPayload', 'noticesMarkRead');

builder.mutationField('noticesMarkRead', (t) =>
  t.field({
    type: NoticesMarkReadPayload,
    description:
      'Marks notices as read by the person who asks; others still find them unread. Needs `notices:read` and a session: programs mark none.',
    authScopes: { scope: 'notices:read' },
    args: { input: t.arg({ type: NoticesMarkReadInput, required: true, description: 'Which ones.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(() => readNotices(domain, input)),
  }),
);

async function readInbox(domain: DomainContext, order: MarkReadOrder): Promise<{ unreadCount: number }> {
  await markInboxRead(domain, order);
  return { unreadCount: await countUnreadMessages(domain) };
}

async function readNotices(domain: DomainContext, order: MarkReadOrder): Promise<{ unreadCount: number }> {
  await markNoticesRead(domain, order);
  return { unreadCount: await countUnreadNotices(domain) };
}
