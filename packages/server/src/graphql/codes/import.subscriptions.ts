import { getImport } from '../../domain/codes/index.ts';
import { builder } from '../builder.ts';
import { follow, type LiveEvent, textIn } from '../kit/live-event.ts';
import { afterDescription, liveEventRef, numberedEventFields } from '../kit/live-event.type.ts';
import { ImportType } from './import.type.ts';

const TYPES = ['import.started', 'import.progressed', 'import.finished', 'import.cancelled'];

const ImportEventType = liveEventRef('ImportEvent').implement({
  description: 'Rows of an import were done, or it began or ended.',
  fields: (t) => ({
    ...numberedEventFields(t),
    import: t.field({
      type: ImportType,
      description: 'The import, as it is now.',
      resolve: ({ event }, _args, { domain }) => getImport(domain, textIn(event, 'importId')),
    }),
  }),
});

builder.subscriptionField('importProgress', (t) =>
  t.field({
    type: ImportEventType,
    description: 'How an import goes on, each 10,000 rows, to its end. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    args: {
      id: t.arg.id({ required: true, description: 'Id of the import: `imp_…`.' }),
      after: t.arg.string({ description: afterDescription }),
    },
    subscribe: async (_root, { id, after }, context) => {
      const { cardId } = await getImport(context.domain, id);
      return eventsOf(id, await follow(context, { types: TYPES, cardIds: [cardId] }, { after }));
    },
    resolve: (event) => event,
  }),
);

async function* eventsOf(
  importId: string,
  events: AsyncIterable<LiveEvent>,
): AsyncGenerator<LiveEvent, void, undefined> {
  for await (const { later, ...first } of events)
    for (const live of [{ ...first, later: [] }, ...later]) if (textIn(live.event, 'importId') === importId) yield live;
}
