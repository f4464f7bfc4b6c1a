import {
  type ChannelCount,
  channelCountsOf,
  placementCountsOf,
  placementStatusAt,
  settingsOf,
} from '../../domain/placements/index.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { PlacementKindEnum, PlacementStatusEnum } from './placement.enums.ts';
import { PlacementSettingsType } from './placement-settings.type.ts';

const countsOf = batched(placementCountsOf);

const PlacementCardType = builder.prismaObject('PlacementCard', {
  description: 'A card that a placement hands out.',
  fields: (t) => ({
    card: t.relation('card', { description: 'The card. Needs `cards:read`.', authScopes: { scope: 'cards:read' } }),
    code: t.exposeString('code', { nullable: true, description: 'The custom code that it hands out; null: none.' }),
    openid: t.exposeString('openid', {
      nullable: true,
      description: 'The only user who may claim it here; null: anybody.',
    }),
    channel: t.exposeString('outerStr', {
      nullable: true,
      description: 'Channel of its claims; null: the placement’s.',
    }),
    thumbUrl: t.exposeString('thumbUrl', { nullable: true, description: 'Its picture on a shelf; null: none.' }),
    isSingleUse: t.exposeBoolean('isSingleUse', { description: 'Whether it is good for one claim.' }),
    usedAt: t.expose('usedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the one claim was made; null: not yet, or it is good for many.',
    }),
  }),
});

const ChannelCountType = builder.objectRef<ChannelCount>('PlacementChannelCount').implement({
  description: 'Views and claims of a placement by channel.',
  fields: (t) => ({
    channel: t.exposeString('channel', { nullable: true, description: 'The channel; null: none was named.' }),
    views: t.exposeInt('views', { description: 'How often its page was opened through it.' }),
    claims: t.exposeInt('claims', { description: 'Claims that came through it.' }),
  }),
});

const CountsType = builder.objectRef<Rows.Placement>('PlacementCounts').implement({
  description: 'What came of a placement (L5, L8).',
  fields: (t) => ({
    views: t.int({
      description: 'How often its page was opened.',
      resolve: async ({ id }, _args, { domain }) => (await countsOf(domain, id))?.views ?? 0,
    }),
    claims: t.int({
      description: 'Claims that it led to.',
      resolve: async ({ id }, _args, { domain }) => (await countsOf(domain, id))?.claims ?? 0,
    }),
    byChannel: t.field({
      type: [ChannelCountType],
      description: 'Both by channel, most claims first; at most 100 channels.',
      complexity: 10,
      resolve: ({ id }, _args, { domain }) => channelCountsOf(domain, id),
    }),
  }),
});

/** One way of bringing cards to people. */
export const PlacementType = builder.prismaObject('Placement', {
  description: 'One way of bringing cards to people (L5): its page, its cards, its channel, and what came of it.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the placement: `plc_…`.' }),
    kind: t.expose('kind', { type: PlacementKindEnum, description: 'Which way it is.' }),
    name: t.exposeString('name', { description: 'Tells it apart in lists; users never see it.' }),
    status: t.field({
      type: PlacementStatusEnum,
      description: 'Whether it still hands out cards.',
      select: { closedAt: true, expiresAt: true, cards: { select: { claimId: true } } },
      resolve: (placement, _args, { domain }) => placementStatusAt(placement, domain.now()),
    }),
    token: t.exposeString('token', {
      description:
        'End of its address; what claims name as `placementToken`, and `<kq-claim>` as `placement`. Nobody guesses it.',
    }),
    channel: t.exposeString('channel', {
      nullable: true,
      description: 'Channel of its claims, unless a card names another; null: none.',
    }),
    store: t.relation('store', { nullable: true, description: 'The store that it belongs to; null: none.' }),
    cards: t.field({
      type: [PlacementCardType],
      description: 'What it hands out, at most 20 cards, in their order.',
      select: (_args, _context, nestedSelection) => ({
        cards: nestedSelection({ orderBy: { position: 'asc' } }),
      }),
      resolve: ({ cards }) => cards,
    }),
    settings: t.field({
      type: PlacementSettingsType,
      description: 'What its kind says beside cards.',
      select: { settings: true },
      resolve: settingsOf,
    }),
    counts: t.field({
      type: CountsType,
      description: 'Views and claims, in all and by channel.',
      resolve: (placement) => placement,
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null: it is good until it is closed.',
    }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true, description: 'When it was closed; null: not.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
  }),
});
