import { isEventType } from '../../domain/events/index.ts';
import { boundStoresOf } from '../../domain/kit/actor.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { builder } from '../builder.ts';
import { follow, type LiveEvent } from '../kit/live-event.ts';
import { afterDescription } from '../kit/live-event.type.ts';
import { EventType } from './event.type.ts';

/** Nobody waits in vain for a type that was mistyped. */
function assertTypes(types: readonly string[]): void {
  const nth = types.findIndex((type) => !isEventType(type));
  if (nth >= 0) throw new InvalidInputError(['types', nth], `There is no event type ${types[nth]}`);
}

builder.subscriptionField('events', (t) =>
  t.field({
    type: EventType,
    description:
      'The merchant’s events in their order, as they get their numbers; who is bound to stores hears of the events of its stores (W4). Needs `events:read`.',
    authScopes: { scope: 'events:read' },
    args: {
      types: t.arg.stringList({ description: 'Only events of these types: `card.claimed` …; all when absent.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: (_root, { types, after }, context) => {
      assertTypes(types ?? []);
      const storeIds = boundStoresOf(context.domain.actor) ?? undefined;
      return follow(context, { types: types ?? undefined, storeIds }, { after });
    },
    resolve: ({ event }: LiveEvent) => event,
  }),
);
