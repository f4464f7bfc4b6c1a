import { cardsByIds } from '../../domain/cards/index.ts';
import { placementsByIds } from '../../domain/placements/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardType } from '../cards/card.type.ts';
import { batched } from '../kit/batch.ts';
import { enumType } from '../kit/enum.ts';
import { PlacementType } from '../placements/placement.type.ts';

const cardOf = batched<Rows.Card>(cardsByIds);
const placementOf = batched<Rows.Placement>(placementsByIds);

const BroadcastAudienceEnum = enumType('BroadcastAudience', 'To whom a broadcast went.', {
  OPENIDS: 'To the users that the call named.',
  EVERYONE: 'To every user whom the merchant knew.',
} satisfies Record<Rows.BroadcastAudience, string>);

export const BroadcastType = builder.prismaObject('Broadcast', {
  description:
    'One card brought to many users at once (L5). Each message of it counts against the quota of its user (B9).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the broadcast: `bct_…`.' }),
    messageNumber: t.exposeInt('messageNumber', {
      description: 'The integer that the Weixin door knows it by (`msg_id`).',
    }),
    audience: t.expose('audience', { type: BroadcastAudienceEnum, description: 'To whom it went.' }),
    text: t.exposeString('text', { nullable: true, description: 'What it says about the card; null: nothing.' }),
    recipientCount: t.exposeInt('recipientCount', { description: 'Users it was meant for, each once.' }),
    sentCount: t.exposeInt('sentCount', { description: 'Users it was left for.' }),
    skippedCount: t.exposeInt('skippedCount', {
      description: 'Users who did not get it, because their quota of the month was used up.',
    }),
    card: t.field({
      type: CardType,
      description: 'The card that it brings. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
      select: { cardId: true },
      resolve: async ({ cardId }, _args, { domain }) => there(await cardOf(domain, cardId), cardId),
    }),
    placement: t.field({
      type: PlacementType,
      description: 'The placement that counts what comes of it. Needs `placements:read`.',
      authScopes: { scope: 'placements:read' },
      select: { placementId: true },
      resolve: async ({ placementId }, _args, { domain }) => there(await placementOf(domain, placementId), placementId),
    }),
    replayed: t.boolean({
      description:
        'In the answer of `broadcastSend`: whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6). Elsewhere false.',
      resolve: (broadcast) => 'replayed' in broadcast && broadcast.replayed === true,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was sent.' }),
  }),
});

function there<Row>(row: Row | undefined, id: string): Row {
  if (row === undefined) throw new Error(`A broadcast without ${id}`);
  return row;
}
