import { describe, expect, it } from 'vitest';
import { rolledBack, another, as, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { aStore } from '../../../test/kit/factories.ts';
import { aColleague, aLogin, asOperator, asSession, hasEnded } from '../../../test/kit/people.ts';
import { aPhone } from '../../../test/kit/phones.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { invitePerson } from './invite-person.ts';
import type { Invitation } from './place-person.ts';
import { insertPhoneLink } from './sign-in-link.store.ts';
import { setPassword } from './set-password.ts';
import { signIn, signInByToken } from './sign-in.ts';

const invitation = (changes: Partial<Invitation> = {}): Invitation => ({
  login: aLogin(),
  name: 'Bob',
  role: 'OWNER',
  ...changes,
});
const personOf = (ctx: RolledBackContext, login: string) =>
  ctx.tx.person.findUniqueOrThrow({ where: { login }, include: { roles: true } });

/** Invited at the merchant of `ctx`, and signed in by the link. */
async function squatter(ctx: RolledBackContext, login: string) {
  const { person, signInToken } = await invitePerson(ctx, invitation({ login }));
  const { sessionToken } = await signInByToken(ctx, signInToken ?? '');
  return { personId: person.id, sessionToken };
}

describe('an invitation', () => {
  it('makes a person and a link to sign in, and shows id and login alone', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const { person, signInToken } = await invitePerson(ctx, invitation({ login: ` ${login.toUpperCase()} ` }));
      expect(person).toEqual({ id: expect.stringMatching(/^per_/), login, disabledAt: null });
      expect((await signInByToken(ctx, signInToken ?? '')).person).toMatchObject({ login, name: 'Bob' });
      expect(await ctx.tx.event.count({ where: { merchantId: ctx.merchantId, type: 'person.invited' } })).toBe(1);
    }));

  it('gives a colleague another role and leaves the session open', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await invitePerson(ctx, invitation());
      const { personId, sessionToken } = await squatter(ctx, login);
      await invitePerson(ctx, invitation({ login, role: 'STAFF' }));
      expect((await personOf(ctx, login)).roles).toMatchObject([{ personId, role: 'STAFF' }]);
      expect(await hasEnded(ctx, sessionToken)).toBe(false);
    }));

  it('of staff to more than that ends what others could be signed in by as them', () =>
    rolledBack(async (ctx) => {
      const { staff, staffId, sessionToken } = await aPhone(ctx);
      const { login } = await ctx.tx.person.findUniqueOrThrow({ where: { id: staffId } });
      const { token } = await insertPhoneLink(ctx.tx, ctx, staffId);
      await ctx.tx.person.update({ where: { id: staffId }, data: { passwordHash: 'scrypt$AA$AA' } });
      await invitePerson(ctx, invitation({ login, role: 'STAFF' }));
      expect(await hasEnded(ctx, sessionToken)).toBe(false);
      const { signInToken } = await invitePerson(ctx, invitation({ login, role: 'MANAGER' }));
      expect(await hasEnded(ctx, sessionToken)).toBe(true);
      expect((await personOf(ctx, login)).passwordHash).toBeNull();
      await expect(signInByToken(ctx, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      const { sessionToken: fresh } = await signInByToken(ctx, signInToken ?? '');
      expect((await asSession(staff, fresh)).actor).toMatchObject({ id: staffId, role: 'MANAGER' });
    }));

  it('of somebody who works elsewhere is refused to a merchant', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await squatter(await another(ctx), login);
      await expect(invitePerson(ctx, invitation({ login }))).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
        field: ['login'],
      });
      expect((await personOf(ctx, login)).roles).toHaveLength(1);
    }));

  it('of an operator is refused to a merchant', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await invitePerson(asOperator(ctx), { login, name: 'Op', isOperator: true });
      await expect(invitePerson(ctx, invitation({ login }))).rejects.toThrow(NotAllowedError);
    }));

  it('of a disabled person is refused', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await invitePerson(ctx, invitation({ login }));
      await ctx.tx.person.update({ where: { login }, data: { disabledAt: ctx.now() } });
      await expect(invitePerson(ctx, invitation({ login }))).rejects.toThrow(NotAllowedError);
      await expect(invitePerson(asOperator(ctx), invitation({ login }))).rejects.toThrow(NotAllowedError);
    }));

  it('by an operator to a further merchant ends sessions, open links and password', () =>
    rolledBack(async (ctx) => {
      const first = await another(ctx);
      const login = aLogin();
      const { personId, sessionToken } = await squatter(first, login);
      const { signInToken: open } = await invitePerson(first, invitation({ login }));
      await setPassword(await asSession(first, sessionToken), { password: 'correct horse battery' });

      const { signInToken } = await invitePerson(asOperator(ctx), invitation({ login }));
      expect(await hasEnded(ctx, sessionToken)).toBe(true);
      await expect(signInByToken(ctx, open ?? '')).rejects.toMatchObject({ reason: 'LINK_EXPIRED' });
      await expect(signIn(ctx, { login, password: 'correct horse battery' })).rejects.toMatchObject({
        reason: 'PASSWORD_WRONG',
      });
      expect((await signInByToken(ctx, signInToken ?? '')).person.id).toBe(personId);
    }));

  it('that makes an operator of somebody ends what they signed in by', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const { sessionToken } = await squatter(ctx, login);
      await invitePerson(asOperator(ctx), { login, name: 'Bob', isOperator: true });
      expect([await hasEnded(ctx, sessionToken), (await personOf(ctx, login)).isOperator]).toEqual([true, true]);
    }));

  it('hands over a login that nobody uses any more, without what it was before', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const { sessionToken } = await squatter(await another(ctx), login);
      await ctx.tx.personRole.deleteMany({ where: { person: { login } } });
      const { signInToken } = await invitePerson(ctx, invitation({ login, name: 'Robert' }));
      expect(await hasEnded(ctx, sessionToken)).toBe(true);
      expect((await signInByToken(ctx, signInToken ?? '')).person.name).toBe('Robert');
    }));

  it('of oneself leaves the own session open', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const operator = asOperator(ctx);
      const { person, signInToken } = await invitePerson(operator, { login, name: 'Op', isOperator: true });
      const { sessionToken } = await signInByToken(ctx, signInToken ?? '');
      const self = as(ctx, { kind: 'operator', id: person.id, merchantId: ctx.merchantId });
      await invitePerson(self, invitation({ login }));
      expect(await hasEnded(ctx, sessionToken)).toBe(false);
    }));

  it('gives no link to a colleague who also works elsewhere', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await squatter(ctx, login);
      const elsewhere = await another(ctx);
      await invitePerson(asOperator(elsewhere), invitation({ login }));
      expect((await invitePerson(ctx, invitation({ login }))).signInToken).toBeNull();
    }));

  it('takes no role away that may more than the caller', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await invitePerson(ctx, invitation({ login }));
      const helper = as(ctx, {
        kind: 'secretKey',
        id: 'key_helper',
        merchantId: ctx.merchantId,
        isTest: true,
        scopes: ['people:write', 'cards:read', 'stores:read', 'codes:read', 'redemptions:read', 'redemptions:write'],
        storeIds: [],
      });
      await expect(invitePerson(helper, invitation({ login, role: 'STAFF' }))).rejects.toThrow(NotAllowedError);
    }));

  it('takes the role from no last owner, whoever asks', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await invitePerson(ctx, invitation({ login }));
      const store = await aStore(ctx);
      const refused = { code: 'NOT_ALLOWED', field: ['role'] };
      for (const asking of [ctx, asOperator(ctx)]) {
        await expect(invitePerson(asking, invitation({ login, role: 'STAFF' }))).rejects.toMatchObject(refused);
        await expect(invitePerson(asking, invitation({ login, storeIds: [store.id] }))).rejects.toMatchObject(refused);
      }
      await aColleague(ctx, { role: 'OWNER', isDisabled: true });
      await aColleague(ctx, { role: 'OWNER', storeIds: [store.id] });
      await expect(invitePerson(ctx, invitation({ login, role: 'STAFF' }))).rejects.toMatchObject(refused);
      await aColleague(ctx, { role: 'OWNER' });
      await invitePerson(ctx, invitation({ login, role: 'STAFF' }));
      expect((await personOf(ctx, login)).roles).toMatchObject([{ role: 'STAFF' }]);
    }));
});
