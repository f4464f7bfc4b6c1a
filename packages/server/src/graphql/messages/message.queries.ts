import {
  countUnreadMessages,
  countUnreadNotices,
  MOST_UNREAD,
  ownInbox,
  visibleNotices,
} from '../../domain/messages/index.ts';
import { MeType } from '../access/me.type.ts';
import { builder } from '../builder.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import { DateTimeFilter, IdFilter, whereType } from '../kit/where.ts';
import { MessageType } from './message.type.ts';
import { NoticeType } from './notice.type.ts';

const sorts = { CREATED_AT: { column: 'createdAt', kind: 'time', description: 'When it was left.' } } as const;

const inboxList = defineList({
  model: 'Message',
  type: MessageType,
  sorts,
  where: whereType('Message', {
    id: { filter: IdFilter, column: 'id', description: 'By id.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'By the time when it was left.' },
  }),
  visible: ownInbox,
});

builder.objectField(MeType, 'inbox', (t) =>
  t.field({
    ...inboxList.field,
    description: 'The messages that were left for the user (E3).',
    resolve: (_me, args, context, info) => inboxList.resolve(args, context, info),
  }),
);

builder.objectField(MeType, 'unreadCount', (t) =>
  t.int({
    description: `How many of them are unread; counting stops at ${MOST_UNREAD}.`,
    resolve: (_me, _args, { domain }) => countUnreadMessages(domain),
  }),
);

const noticeList = defineList({
  model: 'Message',
  name: 'Notice',
  type: NoticeType,
  sorts,
  where: whereType('Notice', {
    id: { filter: IdFilter, column: 'id', description: 'By id.' },
    createdAt: { filter: DateTimeFilter, column: 'createdAt', description: 'By the time when it was left.' },
  }),
  visible: visibleNotices,
});

listQuery('notices', noticeList, {
  scope: 'notices:read',
  description:
    'The notices to people of the merchant (E3); who is bound to stores sees those of these stores and those of all.',
});

builder.queryField('noticesUnreadCount', (t) =>
  t.int({
    description: `How many notices the person who asks has not read; counting stops at ${MOST_UNREAD}. For a program all are unread. Needs \`notices:read\`.`,
    authScopes: { scope: 'notices:read' },
    resolve: (_root, _args, { domain }) => countUnreadNotices(domain),
  }),
);
