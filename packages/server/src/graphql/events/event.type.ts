import { eventDataSeenBy } from '../../domain/events/index.ts';
import { builder } from '../builder.ts';
import { encodeCursor } from '../kit/cursor.ts';

export const EventType = builder.prismaObject('Event', {
  description: 'One change of state (E1), written with the change itself. Numbered without gaps per merchant.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the event: `evt_…`; the same on every way it is delivered.' }),
    sequence: t.field({
      type: 'Sequence',
      description: 'Number among the merchant’s events, from 1 without gaps.',
      resolve: ({ sequence }) => sequence ?? 0n,
    }),
    cursor: t.string({
      description: 'Place in `events` in their usual order: give it as `after` to go on from here (E2).',
      resolve: ({ sequence, id }) => encodeCursor('SEQUENCE ASC', { value: sequence ?? 0n, id }),
    }),
    type: t.exposeString('type', { description: 'What happened: `card.claimed`, `code.redeemed` …' }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When it happened.' }),
    actorKind: t.exposeString('actorKind', {
      description: 'Kind of credential that did it: `secretKey`, `person`, `user` …',
    }),
    actorId: t.exposeString('actorId', {
      nullable: true,
      description: 'Which one: id of the key or person, or the openid; null: the system.',
    }),
    cardId: t.exposeID('cardId', { nullable: true, description: 'The card that it is about; null: none.' }),
    codeId: t.exposeID('codeId', { nullable: true, description: 'The code that it is about; null: none.' }),
    storeId: t.exposeID('storeId', { nullable: true, description: 'The store that it is about; null: none.' }),
    openid: t.exposeString('openid', { nullable: true, description: 'The user that it is about; null: none.' }),
    data: t.field({
      type: 'JSON',
      description:
        'What else it carries, by type (docs/api.md); verification codes only for who has `redemptions:write`.',
      resolve: (event, _args, { domain }) => eventDataSeenBy(domain, event),
    }),
  }),
});
