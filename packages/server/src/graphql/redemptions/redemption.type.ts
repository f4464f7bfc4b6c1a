import { reversibleUntil, verificationCodeSeenBy } from '../../domain/redemptions/index.ts';
import { builder, type Rows } from '../builder.ts';
import { enumType } from '../kit/enum.ts';
import { MoneyType } from '../kit/money.type.ts';
import { needsUnlessOwn, relationScopes } from '../kit/relation-scopes.ts';

export const RedemptionWayEnum = enumType('RedemptionWay', 'How a code was redeemed (R1).', {
  API: 'By a program of the merchant.',
  STAFF_SCAN: 'By staff who scanned it.',
  STAFF_TYPED: 'By staff who typed the number.',
  CONSOLE: 'On the page of the console.',
  SELF: 'By the user in the store.',
  CHECKOUT: 'With a payment.',
} satisfies Record<Rows.RedemptionWay, string>);

/** The record of a redemption stays when it is taken back; this says that it was. */
const RedemptionReversalType = builder.prismaObject('RedemptionReversal', {
  description: 'A redemption was taken back (R5).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the reversal: `rdv_…`.' }),
    reason: t.exposeString('reason', { description: 'Why, as whoever took it back said.' }),
    reversedAt: t.expose('reversedAt', { type: 'DateTime', description: 'When it was taken back.' }),
    actorKind: t.exposeString('actorKind', {
      description: 'What kind of credential took it back: `person`, `secretKey` …',
    }),
    actorId: t.exposeID('actorId', { nullable: true, description: 'Its id; null: the system did.' }),
  }),
});

export const RedemptionType = builder.prismaObject('Redemption', {
  description: 'One use of a code (R1).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the redemption: `rdm_…`.' }),
    way: t.expose('way', { type: RedemptionWayEnum, description: 'How it was redeemed.' }),
    openid: t.exposeString('openid', { description: 'The user who held the code (W5).' }),
    staffId: t.exposeID('staffId', { nullable: true, description: 'The person at the till; null: none was named.' }),
    amountFen: t.expose('amountFen', {
      type: 'Fen',
      nullable: true,
      description: 'Order amount in fen; null: none was named.',
    }),
    amount: t.field({
      type: MoneyType,
      nullable: true,
      description: 'Order amount; null: none was named.',
      resolve: ({ amountFen }) => amountFen,
    }),
    outerStr: t.exposeString('outerStr', {
      nullable: true,
      description: 'Channel named at the redemption; null: none.',
    }),
    verificationCode: t.string({
      nullable: true,
      description:
        'The store’s verification code that the user named (R4); null: none was asked for, or the caller is neither that user nor has `redemptions:write`.',
      resolve: (redemption, _args, { domain }) => verificationCodeSeenBy(domain, redemption),
    }),
    redeemedAt: t.expose('redeemedAt', { type: 'DateTime', description: 'When it was redeemed.' }),
    reversibleUntil: t.field({
      type: 'DateTime',
      description: 'Until when `redemptionReverse` can take it back, exclusive (R5).',
      resolve: reversibleUntil,
    }),
    reversal: t.relation('reversal', {
      type: RedemptionReversalType,
      nullable: true,
      description: 'That it was taken back, and why (R5); null: it was not.',
    }),
    replayed: t.boolean({
      description:
        'In the answer of `codeRedeem`: whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6). Elsewhere false.',
      resolve: (redemption) => 'replayed' in redemption && redemption.replayed === true,
    }),
    card: t.relation('card', {
      description: `The card of the code. ${needsUnlessOwn('cards:read')}`,
      authScopes: relationScopes('cards:read'),
    }),
    code: t.relation('code', {
      description: `The code that was used. ${needsUnlessOwn('codes:read')}`,
      authScopes: relationScopes('codes:read'),
    }),
    store: t.relation('store', {
      nullable: true,
      description: `Store in which it was redeemed; null: none was named. ${needsUnlessOwn('stores:read')}`,
      authScopes: relationScopes('stores:read'),
    }),
  }),
});
