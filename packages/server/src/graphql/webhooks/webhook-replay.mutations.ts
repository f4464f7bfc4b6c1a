import { type ReplayOrder, replayEvents } from '../../domain/webhooks/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';
import { outcomeOf, payloadType } from '../kit/user-error.ts';

const EventsReplayInput = builder.inputType('EventsReplayInput', {
  description: 'Which events to send once more: either some by id, or a range of numbers.',
  fields: (t) => ({
    endpointId: t.id({ required: true, description: 'Where to send them: `whe_…`.' }),
    eventIds: t.idList({ description: 'Ids of events, at most 100; whatever types the endpoint hears of.' }),
    afterSequence: t.field({
      type: 'Sequence',
      description: 'After the event with this number; absent: from the first.',
    }),
    untilSequence: t.field({
      type: 'Sequence',
      description: 'Up to the event with this number, at most 10,000 numbers; of the types that the endpoint hears of.',
    }),
    onlyMissing: t.boolean({
      description: 'Whether to leave out of the range what the endpoint has received; absent: no.',
    }),
  }),
});

const EventsReplayPayload = payloadType<{ count: number }>('EventsReplayPayload', {
  description: 'The answer of `eventsReplay`.',
  fields: (t) => ({
    count: t.int({
      nullable: true,
      description: 'How many events are sent; those that still waited are among them. Null when refused.',
      resolve: ({ value }) => value?.count ?? null,
    }),
  }),
});

builder.mutationField('eventsReplay', (t) =>
  t.field({
    type: EventsReplayPayload,
    description:
      'Sends events to a webhook endpoint once more, with the ids that they had (E2). Those that still wait are tried at once. Needs `webhooks:write`.',
    authScopes: { scope: 'webhooks:write' },
    args: { input: t.arg({ type: EventsReplayInput, required: true, description: 'Which events.' }) },
    resolve: (_root, { input }, { domain }) => outcomeOf(async () => replayEvents(domain, orderOf(input))),
  }),
);

type Input = typeof EventsReplayInput.$inferInput;

function orderOf({ endpointId, eventIds, afterSequence, untilSequence, onlyMissing }: Input): ReplayOrder {
  if (eventIds != null) {
    if (afterSequence != null || untilSequence != null)
      throw new InvalidInputError(['eventIds'], 'Either ids or a range of numbers');
    return { endpointId, eventIds };
  }
  if (untilSequence == null) throw new InvalidInputError(['untilSequence'], 'Name ids or a range', 'MISSING');
  return { endpointId, afterSequence: afterSequence ?? 0n, untilSequence, onlyMissing: onlyMissing ?? false };
}
