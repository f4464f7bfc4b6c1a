import { type StaffFigures, staffFiguresOfToday } from '../../domain/redemptions/index.ts';
import { builder } from '../builder.ts';
import { batched } from '../kit/batch.ts';
import { StaffMemberType } from '../staff/staff.type.ts';

const figuresOf = batched<StaffFigures>(staffFiguresOfToday);

/** What staff did since the merchant’s day began. */
builder.prismaObjectFields(StaffMemberType, (t) => ({
  redemptionsToday: t.int({
    description:
      'Codes that they redeemed since the merchant’s day began, without those taken back; in the stores that the caller sees. Needs `redemptions:read`.',
    authScopes: { scope: 'redemptions:read' },
    resolve: async ({ id }, _args, { domain }) => (await figuresOf(domain, id))?.redeemed ?? 0,
  }),
  refusalsToday: t.int({
    description:
      'Redemptions that they were refused since then; in the stores that the caller sees. Needs `redemptions:read`.',
    authScopes: { scope: 'redemptions:read' },
    resolve: async ({ id }, _args, { domain }) => (await figuresOf(domain, id))?.refused ?? 0,
  }),
}));
