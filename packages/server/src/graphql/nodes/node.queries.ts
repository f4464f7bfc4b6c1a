import { brandWithType } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { may } from '../../domain/kit/access.ts';
import type { Scope } from '../../domain/kit/actor.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { prefixOf } from '../../domain/kit/ids.ts';
import { broadcastList } from '../broadcasts/broadcast.queries.ts';
import { builder } from '../builder.ts';
import { cardList } from '../cards/card.list.ts';
import { claimList } from '../claims/claim.list.ts';
import { codeList } from '../codes/code.list.ts';
import { importList } from '../codes/import.list.ts';
import type { GraphqlContext } from '../context.ts';
import { eventList } from '../events/event.queries.ts';
import { giftList } from '../gifts/gift.list.ts';
import type { List } from '../kit/connection.ts';
import { forbidden } from '../kit/door-errors.ts';
import { placementList } from '../placements/placement.queries.ts';
import { redemptionAttemptList } from '../redemptions/redemption-attempt.queries.ts';
import { redemptionList } from '../redemptions/redemption.list.ts';
import { storeList } from '../stores/store.queries.ts';

const MOST_NODES = 100;

/** `ofUsers`: its access filter shows users what is theirs. */
type Node = { list: List; scope: Scope; ofUsers?: true };

/** What can be found by id alone: by prefix, with the scope that reading it needs. */
const NODES: Readonly<Record<string, Node>> = {
  card: { list: cardList, scope: 'cards:read' },
  code: { list: codeList, scope: 'codes:read', ofUsers: true },
  claim: { list: claimList, scope: 'claims:read', ofUsers: true },
  gift: { list: giftList, scope: 'claims:read', ofUsers: true },
  rdm: { list: redemptionList, scope: 'redemptions:read' },
  rda: { list: redemptionAttemptList, scope: 'redemptions:read' },
  store: { list: storeList, scope: 'stores:read' },
  plc: { list: placementList, scope: 'placements:read' },
  bct: { list: broadcastList, scope: 'messages:read' },
  imp: { list: importList, scope: 'codes:read' },
  evt: { list: eventList, scope: 'events:read' },
};

/** The object of an id, or null: unknown, another merchant's, or not the caller's to see. */
async function findNode(id: string, context: GraphqlContext, info: GraphQLResolveInfo): Promise<object | null> {
  const node = NODES[prefixOf(id) ?? ''];
  if (!node) return null;
  const { actor } = context.domain;
  const isOpen = may(actor, node.scope) || (actor.kind === 'user' && node.ofUsers === true);
  if (!isOpen) throw forbidden(`This credential lacks the scope ${node.scope}`);
  const row = await node.list.findVisible(id, context, info);
  if (row) brandWithType(row, node.list.options.type);
  return row;
}

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description:
      'Any object by its id; null when there is none to be seen, another merchant’s included. Needs the scope to read it; users find their own claims, codes and the gifts that they gave.',
    authScopes: { caller: true },
    args: {
      id: t.arg.id({
        required: true,
        description:
          'Id of a card, code, claim, gift, redemption, refused redemption, store, placement, broadcast, import or event.',
      }),
    },
    resolve: (_root, { id }, context, info) => findNode(id, context, info),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description: `Up to ${MOST_NODES} objects by their ids, each in its place or null, like \`node\`.`,
    authScopes: { caller: true },
    args: { ids: t.arg.idList({ required: true, description: `The ids, at most ${MOST_NODES}.` }) },
    complexity: ({ ids }) => ({ field: 1, multiplier: ids.length }),
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MOST_NODES) throw new InvalidInputError(['ids'], `At most ${MOST_NODES}`);
      // Each by itself: one that is refused leaves the others in their places.
      return ids.map((id) => findNode(id, context, info));
    },
  }),
);
