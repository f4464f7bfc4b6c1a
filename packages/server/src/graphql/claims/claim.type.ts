import { builder } from '../builder.ts';
import { needsUnlessOwn, relationScopes } from '../kit/relation-scopes.ts';

export const ClaimType = builder.prismaObject('Claim', {
  description: 'One claim: a user received one code of a card (L1).',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Id of the claim: `claim_…`.' }),
    openid: t.exposeString('openid', { description: 'The user who claimed (W5).' }),
    outerStr: t.exposeString('outerStr', {
      nullable: true,
      description: 'Channel that the claim came from; null: none was named.',
    }),
    claimedAt: t.expose('claimedAt', { type: 'DateTime', description: 'When it was claimed.' }),
    replayed: t.boolean({
      description:
        'In the answer of `cardClaim`: whether this is the stored answer of an earlier call with the same idempotency key (graphql.md §6). Elsewhere false.',
      resolve: (claim) => 'replayed' in claim && claim.replayed === true,
    }),
    card: t.relation('card', {
      description: `The card that was claimed. ${needsUnlessOwn('cards:read')}`,
      authScopes: relationScopes('cards:read'),
    }),
    code: t.relation('code', {
      description: `The code that was received. ${needsUnlessOwn('codes:read')}`,
      authScopes: relationScopes('codes:read'),
    }),
  }),
});
