import { giftStatusAt, giftUrl } from '../../domain/gifts/index.ts';
import { builder, type Rows } from '../builder.ts';
import { CardFaceType } from '../cards/card.type.ts';
import { CodeType } from '../codes/code.type.ts';
import { enumType } from '../kit/enum.ts';
import { needsUnlessOwn, relationScopes } from '../kit/relation-scopes.ts';

export const GiftStatusEnum = enumType('GiftStatus', 'Where a gift stands (L7).', {
  OPEN: 'Waits for a friend.',
  ACCEPTED: 'A friend took it.',
  CANCELLED: 'Its giver took it back.',
  TIMED_OUT: 'Nobody took it in time: the code is back with its giver.',
  ENDED: 'Its code was made void meanwhile.',
} satisfies Record<Rows.GiftStatus, string>);

/** A gift as its giver and the merchant see it. */
export const GiftType = builder.prismaObject('Gift', {
  description: 'A code that its holder offers to a friend, or to the first of a group (L7).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the gift: `gift_…`. Not the token of its link.' }),
    token: t.exposeString('token', {
      // Refused to who only reads, it must not take the gift along.
      nullable: true,
      description: `Token of its link: who holds it may take the gift. ${needsUnlessOwn('claims:write')}`,
      authScopes: relationScopes('claims:write'),
    }),
    url: t.string({
      nullable: true,
      description: `Address of the page on which the friend takes it. ${needsUnlessOwn('claims:write')}`,
      authScopes: relationScopes('claims:write'),
      resolve: ({ token }, _args, { domain }) => giftUrl(domain.publicUrl, token),
    }),
    openid: t.exposeString('openid', { description: 'The user who gives (W5).' }),
    message: t.exposeString('message', { nullable: true, description: 'What the friend reads; null: nothing.' }),
    isGroup: t.exposeBoolean('isGroup', {
      description: 'Whether the link went to a group, of which the first takes it.',
    }),
    status: t.field({
      type: GiftStatusEnum,
      description: 'Where it stands at this moment.',
      resolve: (gift, _args, { domain }) => giftStatusAt(gift, domain.now()),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was given.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'When it comes back unless somebody takes it: after 24 h, or with the end of the code’s validity.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken, taken back or ended; null: it is open.',
    }),
    friendOpenid: t.exposeString('friendOpenid', {
      nullable: true,
      description: 'The user who took it; null: nobody has. Not told to the giver. Needs `claims:read`.',
      authScopes: { scope: 'claims:read' },
    }),
    replayed: t.boolean({
      description:
        'In the answers of `codeGift` and `giftCancel`: whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6). Elsewhere false.',
      resolve: (gift) => 'replayed' in gift && gift.replayed === true,
    }),
    card: t.relation('card', {
      description: `The card of the code. ${needsUnlessOwn('cards:read')}`,
      authScopes: relationScopes('cards:read'),
    }),
    code: t.relation('code', {
      description: `The code that is given. ${needsUnlessOwn('codes:read')}`,
      authScopes: relationScopes('codes:read'),
    }),
    newCode: t.relation('newCode', {
      nullable: true,
      description: 'The code that the friend got; null: nobody took it. Not told to the giver. Needs `codes:read`.',
      authScopes: { scope: 'codes:read' },
    }),
  }),
});

/** A gift as whoever holds its link sees it. */
export const GiftFaceType = builder.prismaObject('Gift', {
  variant: 'GiftFace',
  description: 'What a link to a gift shows: the card, what the giver says, and whether it can still be taken (L7).',
  fields: (t) => ({
    status: t.field({
      type: GiftStatusEnum,
      description: 'Where it stands at this moment.',
      resolve: (gift, _args, { domain }) => giftStatusAt(gift, domain.now()),
    }),
    message: t.exposeString('message', { nullable: true, description: 'What the giver says; null: nothing.' }),
    isGroup: t.exposeBoolean('isGroup', {
      description: 'Whether the link went to a group, of which the first takes it.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be taken.' }),
    validFrom: t.field({
      type: 'DateTime',
      description: 'Begin of the validity of what is given.',
      select: { code: { select: { validFrom: true } } },
      resolve: ({ code }) => code.validFrom,
    }),
    validUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'End of the validity of what is given, exclusive; null: it is good for ever.',
      select: { code: { select: { validUntil: true } } },
      resolve: ({ code }) => code.validUntil,
    }),
    isOwn: t.boolean({
      description: 'Whether the user who asks is the giver; false without a user token.',
      select: { openid: true },
      resolve: ({ openid }, _args, { domain: { actor } }) => actor.kind === 'user' && actor.openid === openid,
    }),
    card: t.relation('card', { type: CardFaceType, description: 'The public face of the card.' }),
    code: t.field({
      type: CodeType,
      nullable: true,
      description: 'The code that the user who asks got by it; null: somebody else took it, or nobody has.',
      select: (_args, _context, nested) => ({ friendOpenid: true, newCode: nested(true) }),
      resolve: ({ friendOpenid, newCode }, _args, { domain: { actor } }) =>
        actor.kind === 'user' && actor.openid === friendOpenid ? newCode : null,
    }),
  }),
});
