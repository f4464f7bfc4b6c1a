import type { FieldMap } from '@pothos/core';
import { builder, type BuilderTypes } from '../builder.ts';
import type { LiveEvent } from './live-event.ts';

type Fields = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, LiveEvent>;

/** The fields that every event of a stream has. */
export const liveEventFields = (t: Fields): FieldMap => ({
  id: t.id({
    description: 'Id of the event: `evt_…`; the same on every way it is delivered.',
    resolve: ({ event }) => event.id,
  }),
  cursor: t.exposeString('cursor', { description: 'Place in the stream: give it as `after` to go on from here (E2).' }),
  occurredAt: t.field({
    type: 'DateTime',
    description: 'When it happened.',
    resolve: ({ event }) => event.occurredAt,
  }),
});

/** As {@link liveEventFields}, with the merchant's own number. */
export const numberedEventFields = (t: Fields): FieldMap => ({
  ...liveEventFields(t),
  sequence: t.field({
    type: 'Sequence',
    description: 'Number among the merchant’s events, from 1 without gaps (E1).',
    resolve: ({ event }) => event.sequence ?? 0n,
  }),
});

/** The argument of every stream. */
export const afterDescription =
  'Cursor of the last event that you have: what came after it is replayed, then it goes on live. Absent: from now on.';

export const liveEventRef = (name: string) => builder.objectRef<LiveEvent>(name);
