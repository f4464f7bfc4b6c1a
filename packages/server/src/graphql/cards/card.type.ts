import { builder } from '../builder.ts';
import { CardContentType } from './card-content.type.ts';

/** The merchant's view of a card. Users reach it from their own claims, so what is the merchant's alone is guarded. */
export const CardType = builder.prismaObject('Card', {
  description: 'A card of the merchant (C1): a group of equal coupons.',
  interfaces: [CardContentType, builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the card: `card_…`; the `card_id` of the Weixin door.' }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The merchant’s own id of the card, unique per merchant; null: none was given. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
    version: t.exposeInt('version', {
      description: 'Grows with every change; edits name it as `expectedVersion`. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
    pushesViews: t.exposeBoolean('pushesViews', {
      description: 'Whether views of the card make events. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'When it was made. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When it was last changed. Needs `cards:read`.',
      authScopes: { scope: 'cards:read' },
    }),
  }),
});

/** The public face: safe to cache, the same for everybody. */
export const CardFaceType = builder.prismaObject('Card', {
  variant: 'CardFace',
  description: 'The public face of a card: the same for everybody, so it can be cached.',
  interfaces: [CardContentType],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the card: `card_…`.' }),
  }),
});
