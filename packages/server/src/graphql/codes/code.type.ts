import { codeStatusAt, encryptCodeOf, showingOf, visibleCodeChanges } from '../../domain/codes/index.ts';
import { type Redeemability, redeemabilityById, visibleRedemptions } from '../../domain/redemptions/index.ts';
import { builder } from '../builder.ts';
import { fromColumns } from '../kit/from-columns.ts';
import { needsUnlessOwn, relationScopes } from '../kit/relation-scopes.ts';
import { refusalOf, UserErrorType } from '../kit/user-error.ts';
import { CodeModeEnum, CodeStatusEnum } from './code.enums.ts';

const RedeemabilityType = builder.objectRef<Redeemability>('Redeemability').implement({
  description: 'Whether a code could be redeemed at this moment (R2, R3). Asking changes nothing.',
  fields: (t) => ({
    canRedeem: t.exposeBoolean('canRedeem', { description: 'Whether `codeRedeem` would succeed now.' }),
    refusal: t.field({
      type: UserErrorType,
      nullable: true,
      description: 'What `codeRedeem` would refuse with; null when it would succeed.',
      resolve: ({ refusal }) => (refusal ? refusalOf(refusal) : null),
    }),
  }),
});

/** A code; its holder reaches it from the own claim, so what is the merchant's alone is guarded. */
export const CodeType = builder.prismaObject('Code', {
  description: 'One coupon in a user’s hands (K2).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the code: `code_…`. Not the number that is shown.' }),
    value: t.exposeString('value', { description: 'The number that is shown and typed at the till.' }),
    status: t.field({
      type: CodeStatusEnum,
      description: 'Status at this moment.',
      ...fromColumns(
        { status: true, giftExpiresAt: true, validUntil: true },
        (code: Parameters<typeof codeStatusAt>[0], _args, { domain }) => codeStatusAt(code, domain.now()),
      ),
    }),
    mode: t.expose('mode', { type: CodeModeEnum, description: 'Where the value comes from (K1).' }),
    openid: t.exposeString('openid', { description: 'The user who holds it (W5).' }),
    outerStr: t.exposeString('outerStr', {
      nullable: true,
      description: 'Channel of its claim; null: none was named.',
    }),
    validFrom: t.expose('validFrom', {
      type: 'DateTime',
      description: 'Begin of its validity, fixed at the claim (C4).',
    }),
    validUntil: t.expose('validUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'End of its validity, exclusive; null: it is good for ever (C4).',
    }),
    claimedAt: t.expose('claimedAt', { type: 'DateTime', description: 'When it was claimed.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    card: t.relation('card', {
      description: 'The card that it is one of. Needs `cards:read`; open on a user’s own code.',
      authScopes: relationScopes('cards:read'),
    }),
    claim: t.relation('claim', {
      nullable: true,
      description:
        'The claim that made it; null for a code that came as a gift. Needs `claims:read`; open on a user’s own code.',
      authScopes: relationScopes('claims:read'),
    }),
    redemptions: t.relation('redemptions', {
      description:
        'Its uses, latest first, at most 20; who is bound to stores sees those of its stores (W4). Needs `redemptions:read`.',
      authScopes: { scope: 'redemptions:read' },
      query: (_args, { domain }) => ({
        where: visibleRedemptions(domain),
        orderBy: [{ redeemedAt: 'desc' }, { id: 'desc' }],
        take: 20,
      }),
    }),
    history: t.relation('history', {
      description:
        'Its changes, earliest first, at most 100 (K2); who is bound to stores sees none of other stores (W4). Needs `codes:read`.',
      authScopes: { scope: 'codes:read' },
      query: (_args, { domain }) => ({
        where: visibleCodeChanges(domain),
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        take: 100,
      }),
    }),
  }),
});

builder.prismaObjectField(CodeType, 'encryptCode', (t) =>
  t.string({
    // Refused to a key that may not read codes, it must not take the object along.
    nullable: true,
    description: `The number, encrypted for links and pages (K4): at most 128 characters, another text each time; void once the code is replaced or changes hands. ${needsUnlessOwn('codes:read')}`,
    authScopes: relationScopes('codes:read'),
    resolve: (code, _args, { domain }) => encryptCodeOf(domain, code),
  }),
);

builder.prismaObjectField(CodeType, 'redeemability', (t) =>
  t.field({
    type: RedeemabilityType,
    // Refused to users, it must not take the code that they hold along.
    nullable: true,
    description:
      'Whether it could be redeemed now as it was shown to the query `code`, elsewhere by its number, in the store if one is named (R3); null when that is refused. Needs `codes:read`.',
    authScopes: { scope: 'codes:read' },
    complexity: 10,
    args: { storeId: t.arg.id({ description: 'Store in which it would be redeemed.' }) },
    resolve: (code, { storeId }, { domain }) =>
      redeemabilityById(domain, { codeId: code.id, showing: showingOf(code), storeId }),
  }),
);
