import { assertNotArchived, EVENT_TYPES, visibleEvents } from '../../domain/events/index.ts';
import { merchantIdOf } from '../../domain/kit/access.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { defineList, listQuery } from '../kit/connection.ts';
import type { ListArgs } from '../kit/connection.type.ts';
import { NUMBERED, withOldestCursor } from '../kit/live-event.ts';
import { DateTimeFilter, IdFilter, StringFilter, whereType } from '../kit/where.ts';
import { EventType } from './event.type.ts';

const SequenceFilter = builder.inputType('SequenceFilter', {
  description: 'Chooses by the number of an event; spans are half-open.',
  fields: (t) => ({
    gte: t.field({ type: 'Sequence', description: 'This number or greater.' }),
    lt: t.field({ type: 'Sequence', description: 'Smaller than this number.' }),
  }),
});

export const eventList = defineList({
  model: 'Event',
  type: EventType,
  sorts: {
    SEQUENCE: {
      column: 'sequence',
      kind: 'bigint',
      description: 'Number of the event: the order in which it can be resumed.',
    },
  },
  defaultDirection: 'ASC',
  where: whereType('Event', {
    id: { filter: IdFilter, column: 'id', description: 'Id of the event.' },
    type: { filter: StringFilter, column: 'type', description: 'What happened: `card.claimed` …' },
    cardId: { filter: IdFilter, column: 'cardId', description: 'The card that it is about.' },
    codeId: { filter: IdFilter, column: 'codeId', description: 'The code that it is about.' },
    openid: { filter: StringFilter, column: 'openid', description: 'The user that it is about.' },
    sequence: { filter: SequenceFilter, column: 'sequence', description: 'Number of the event.' },
    occurredAt: { filter: DateTimeFilter, column: 'occurredAt', description: 'When it happened.' },
  }),
  visible: visibleEvents,
});

/** Who pages on from a place whose successors are archived would not see that some are missing (E2). */
async function assertNoGap({ after, orderBy }: ListArgs, { domain }: GraphqlContext): Promise<void> {
  if (after == null || orderBy?.direction === 'DESC') return;
  const place = NUMBERED.numberOf(after);
  await withOldestCursor(NUMBERED, () => assertNotArchived(domain.prisma, merchantIdOf(domain), place));
}

listQuery('events', eventList, {
  scope: 'events:read',
  check: assertNoGap,
  description:
    'The merchant’s events in their order, as long as they are kept: a cursor older than that is CURSOR_EXPIRED. An event appears a moment after its change, once it has its number. Who is bound to stores sees the events of its stores (W4).',
});

const EventTypeInfoType = builder.objectRef<{ name: string; description: string }>('EventTypeInfo').implement({
  description: 'One type of event (E1).',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name: `card.claimed` …' }),
    description: t.exposeString('description', { description: 'What happened, in a few words.' }),
  }),
});

builder.queryField('eventTypes', (t) =>
  t.field({
    type: [EventTypeInfoType],
    description: 'All types of events that there are. Needs `events:read`.',
    authScopes: { scope: 'events:read' },
    resolve: () => Object.entries(EVENT_TYPES).map(([name, description]) => ({ name, description })),
  }),
);
