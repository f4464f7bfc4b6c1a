import { visibleClaims } from '../../domain/claims/index.ts';
import { readsOf } from '../../domain/kit/reads.ts';
import { builder } from '../builder.ts';
import { listQuery } from '../kit/connection.ts';
import { claimList } from './claim.list.ts';
import { ClaimType } from './claim.type.ts';

builder.queryField('claim', (t) =>
  t.prismaField({
    type: ClaimType,
    nullable: true,
    description: 'One claim; null when there is none to be seen. A user token sees its own; others need `claims:read`.',
    authScopes: (_root, _args, { domain }) => domain.actor.kind === 'user' || { scope: 'claims:read' },
    args: { id: t.arg.id({ required: true, description: 'Id of the claim: `claim_…`.' }) },
    resolve: (query, _root, { id }, { domain }) =>
      readsOf(domain).claim.findFirst({ ...query, where: { AND: [visibleClaims(domain), { id }] } }),
  }),
);

listQuery('claims', claimList, { scope: 'claims:read', description: 'The claims of the merchant’s cards.' });
