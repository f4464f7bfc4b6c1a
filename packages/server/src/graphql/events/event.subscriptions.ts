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
      cardId: t.arg.id({ description: 'Only events about this card.' }),
      codeId: t.arg.id({ description: 'Only events about this code.' }),
      openid: t.arg.string({ description: 'Only events about this user.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: (_root, { types, cardId, codeId, openid, after }, context) => {
      assertTypes(types ?? []);
      const storeIds = boundStoresOf(context.domain.actor) ?? undefined;
      const about = { cardIds: cardId == null ? undefined : [cardId], codeId: codeId ?? undefined };
      const choice = { types: types ?? undefined, ...about, openid: openid ?? undefined, storeIds };
      return follow(context, choice, { after });
    },
    resolve: ({ event }: LiveEvent) => event,
  }),
);
