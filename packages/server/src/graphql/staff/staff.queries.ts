import { visibleStaff } from '../../domain/staff/index.ts';
import { builder } from '../builder.ts';
import { listQuery } from '../kit/connection.ts';
import { staffList } from './staff.list.ts';
import { StaffMemberType } from './staff.type.ts';

listQuery('staff', staffList, {
  scope: 'staff:write',
  description: 'The merchant’s staff (W4); who is bound to stores sees those who act there.',
});

builder.queryField('staffMember', (t) =>
  t.prismaField({
    type: StaffMemberType,
    nullable: true,
    description: 'One of the merchant’s staff, or null. Needs `staff:write`, but for oneself.',
    authScopes: { caller: true },
    args: { id: t.arg.id({ required: true, description: 'Id of the person: `per_…`.' }) },
    resolve: (query, _root, { id }, { domain }) =>
      domain.prisma.person.findFirst({ ...query, where: { AND: [visibleStaff(domain), { id }] } }),
  }),
);
