import { describe, expect, it } from 'vitest';
import { createSignInLink, invitePerson, removePersonRole, signInByToken } from '../../src/domain/access/index.ts';
import { NotAllowedError } from '../../src/domain/kit/errors.ts';
import { aContext } from '../kit/context.ts';
import { aLogin, asOperator } from '../kit/people.ts';

const inviteBob = (login: string) => ({ login, name: 'Bob', role: 'OWNER' }) as const;

describe('one login that several want', () => {
  it('goes to one of 8 merchants that invite it at once', async () => {
    const login = aLogin();
    const merchants = await Promise.all(Array.from({ length: 8 }, () => aContext()));
    const results = await Promise.allSettled(merchants.map((ctx) => invitePerson(ctx, inviteBob(login))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons.every((reason) => reason instanceof NotAllowedError)).toBe(true);
  });

  it('goes to one of 8 merchants also when it was used before and is free', async () => {
    const login = aLogin();
    const merchants = await Promise.all(Array.from({ length: 8 }, () => aContext()));
    const { person } = await invitePerson(await aContext(), inviteBob(login));
    const { prisma } = await aContext();
    await prisma.personRole.deleteMany({ where: { personId: person.id } });
    await Promise.allSettled(merchants.map((ctx) => invitePerson(ctx, inviteBob(login))));
    expect(await prisma.personRole.count({ where: { personId: person.id } })).toBe(1);
  });

  it('leaves no session or link of its first merchant alive while an operator takes it to a second', async () => {
    const [first, second] = [await aContext(), await aContext()];
    const { prisma } = first;
    for (let round = 0; round < 8; round += 1) {
      const login = aLogin();
      const { person, signInToken } = await invitePerson(first, inviteBob(login));
      const [, , invited] = await Promise.allSettled([
        signInByToken(first, signInToken ?? ''),
        createSignInLink(first, { personId: person.id }),
        invitePerson(asOperator(second), inviteBob(login)),
      ]);
      expect(invited).toMatchObject({ status: 'fulfilled' });
      const personId = person.id;
      expect(await prisma.session.count({ where: { personId, revokedAt: null } })).toBe(0);
      // The one that the operator was given.
      expect(await prisma.signInLink.count({ where: { personId, usedAt: null, expiresAt: { gt: new Date() } } })).toBe(
        1,
      );
    }
  });
});

it('one of 6 owners stays when all are removed at once', async () => {
  const ctx = await aContext();
  const owners = await Promise.all(
    Array.from({ length: 6 }, () => invitePerson(asOperator(ctx), { login: aLogin(), name: 'Ann', role: 'OWNER' })),
  );
  const removed = await Promise.allSettled(owners.map(({ person }) => removePersonRole(ctx, { personId: person.id })));
  expect(removed.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  expect(await ctx.prisma.personRole.count({ where: { merchantId: ctx.merchantId, role: 'OWNER' } })).toBe(1);
});
