import { describe, expect, it } from 'vitest';
import { addStaff } from '../../src/domain/staff/index.ts';
import { aContext } from '../kit/context.ts';
import { aStore } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';

describe('somebody who is added to the staff', () => {
  it('8 times at once, for as many stores: works where the first said, and the others are refused', async () => {
    const ctx = await aContext();
    const login = aLogin();
    const stores = await Promise.all(Array.from({ length: 8 }, (_, nth) => aStore(ctx, { branchName: `b${nth}` })));
    const adding = stores.map(({ id }) => addStaff(ctx, { name: 'Ann', login, roles: ['REDEEMER'], storeIds: [id] }));
    const results = await Promise.allSettled(adding);
    const refused = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toEqual(Array.from({ length: 7 }, () => expect.objectContaining({ code: 'NOT_ALLOWED' })));
    const held = await ctx.prisma.personRole.findMany({ where: { person: { login } } });
    const winner = stores[results.findIndex(({ status }) => status === 'fulfilled')];
    expect(held).toMatchObject([{ role: 'STAFF', storeIds: [winner?.id] }]);
  });
});
