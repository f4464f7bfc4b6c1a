import { cardsByIds } from '../../domain/cards/index.ts';
import { wordsOf } from '../../domain/messages/index.ts';
import { placementsByIds, placementUrl } from '../../domain/placements/index.ts';
import { builder, type Rows } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { UserMessageKindEnum, userKindOf } from './message.enums.ts';

const cardOf = batched<Rows.Card>(cardsByIds);
const placementOf = batched<Rows.Placement>(placementsByIds);

const MessageCardType = builder.objectRef<Rows.Card>('MessageCard').implement({
  description: 'What a message shows of its card.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the card: `card_…`.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    brandName: t.exposeString('brandName', { description: 'Whose it is.' }),
    logoUrl: t.exposeString('logoUrl', { description: 'Its logo.' }),
    color: t.exposeString('color', { description: 'Name of its colour (C3).' }),
  }),
});

/** A message as its user sees it. */
export const MessageType = builder.prismaObject('Message', {
  description: 'A message in the inbox of a user (E3).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the message: `msg_…`.' }),
    kind: t.field({
      type: UserMessageKindEnum,
      description: 'What it is about.',
      select: { kind: true },
      resolve: ({ kind }) => userKindOf(kind),
    }),
    title: t.string({
      description: 'Its headline, in the language of the Accept-Language header.',
      select: { kind: true, data: true },
      resolve: (message, _args, { language }) => wordsOf(message, language).title,
    }),
    text: t.string({
      description: 'What it says: in the merchant’s own words where it wrote some, else like the headline.',
      select: { kind: true, data: true },
      resolve: (message, _args, { language }) => wordsOf(message, language).text,
    }),
    card: t.field({
      type: MessageCardType,
      nullable: true,
      description: 'The card that it brings, as it is now; null: it brings none.',
      select: { cardId: true },
      resolve: async ({ cardId }, _args, { domain }) =>
        cardId === null ? null : ((await cardOf(domain, cardId)) ?? null),
    }),
    placementToken: t.string({
      nullable: true,
      description: 'What the claim of its card names as `placementToken`; null: it brings none.',
      select: { placementId: true },
      resolve: async ({ placementId }, _args, { domain }) =>
        placementId === null ? null : ((await placementOf(domain, placementId))?.token ?? null),
    }),
    url: t.string({
      nullable: true,
      description: 'Where its card is claimed; null: it brings none.',
      select: { placementId: true },
      resolve: async ({ placementId }, _args, { domain }) => {
        const placement = placementId === null ? undefined : await placementOf(domain, placementId);
        return placement ? placementUrl(domain.publicUrl, placement.token) : null;
      },
    }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true, description: 'When it was read; null: not yet.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was left.' }),
  }),
});
