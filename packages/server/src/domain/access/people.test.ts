import { describe, expect, it } from 'vitest';
import { aStore } from '../../../test/kit/factories.ts';
import { aColleague, aLogin, asOperator, asSession, hasEnded } from '../../../test/kit/people.ts';
import { another, asUser, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import type { PersonRoleName } from '../kit/actor.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { disablePerson } from './disable-person.ts';
import { enablePerson } from './enable-person.ts';
import { endPersonSessions } from './end-person-sessions.ts';
import { invitePerson } from './invite-person.ts';
import { removePersonRole } from './remove-person-role.ts';
import { signInByToken } from './sign-in.ts';

/** A person with one session and one open link. */
async function somebody(ctx: RolledBackContext, role: PersonRoleName = 'MANAGER') {
  const login = aLogin();
  const invitation = { login, name: 'Ann', role };
  const { person, signInToken } = await invitePerson(ctx, invitation);
  const { sessionToken } = await signInByToken(ctx, signInToken ?? '');
  const { signInToken: open } = await invitePerson(ctx, invitation);
  return { login, personId: person.id, sessionToken, open: open ?? '' };
}
const eventsOf = (ctx: RolledBackContext, type: string) =>
  ctx.tx.event.count({ where: { merchantId: ctx.merchantId, type } });
/** The same person also works at another merchant. */
async function alsoElsewhere(ctx: RolledBackContext, login: string): Promise<RolledBackContext> {
  const elsewhere = await another(ctx);
  await invitePerson(asOperator(elsewhere), { login, name: 'Ann', role: 'OWNER' });
  return elsewhere;
}

describe('disablePerson', () => {
  it('shuts the person out, once', () =>
    rolledBack(async (ctx) => {
      const { personId, login, sessionToken, open } = await somebody(ctx);
      const first = await disablePerson(ctx, { personId });
      expect(first).toEqual({ id: personId, login, disabledAt: expect.any(Date) });
      expect(await hasEnded(ctx, sessionToken)).toBe(true);
      await expect(signInByToken(ctx, open)).rejects.toMatchObject({ reason: 'LINK_EXPIRED' });
      expect(await disablePerson(ctx, { personId })).toEqual(first);
      expect(await eventsOf(ctx, 'person.disabled')).toBe(1);
    }));

  it('is undone by an operator alone', () =>
    rolledBack(async (ctx) => {
      const { personId, login } = await somebody(ctx);
      await disablePerson(ctx, { personId });
      await expect(enablePerson(ctx, { personId })).rejects.toThrow(NotAllowedError);
      const enabled = { id: personId, login, disabledAt: null };
      expect(await enablePerson(asOperator(ctx), { personId })).toEqual(enabled);
      expect(await enablePerson(asOperator(ctx), { personId })).toEqual(enabled);
      expect(await eventsOf(ctx, 'person.enabled')).toBe(1);
      const { signInToken } = await invitePerson(ctx, { login, name: 'Ann', role: 'STAFF' });
      expect((await signInByToken(ctx, signInToken ?? '')).person.id).toBe(personId);
    }));

  it('of somebody who also works elsewhere is for operators', () =>
    rolledBack(async (ctx) => {
      const { personId, login } = await somebody(ctx);
      await alsoElsewhere(ctx, login);
      await expect(disablePerson(ctx, { personId })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
        field: ['personId'],
      });
      expect((await disablePerson(asOperator(ctx), { personId })).disabledAt).not.toBeNull();
    }));
});

describe('the last owner', () => {
  it('is neither disabled nor without the role, until there is another', () =>
    rolledBack(async (ctx) => {
      const { personId } = await somebody(ctx, 'OWNER');
      const refused = { code: 'NOT_ALLOWED', field: ['personId'] };
      await expect(disablePerson(ctx, { personId })).rejects.toMatchObject(refused);
      for (const asking of [ctx, asOperator(ctx)])
        await expect(removePersonRole(asking, { personId })).rejects.toMatchObject(refused);
      const { personId: second } = await somebody(ctx, 'OWNER');
      await removePersonRole(ctx, { personId });
      await expect(disablePerson(ctx, { personId: second })).rejects.toMatchObject(refused);
    }));

  it('is shut out by an operator', () =>
    rolledBack(async (ctx) => {
      const { personId } = await somebody(ctx, 'OWNER');
      expect((await disablePerson(asOperator(ctx), { personId })).disabledAt).not.toBeNull();
    }));
});

describe('removePersonRole', () => {
  it('takes the role away and signs out who works nowhere then', () =>
    rolledBack(async (ctx) => {
      const { personId, sessionToken } = await somebody(ctx);
      await removePersonRole(ctx, { personId });
      expect(await ctx.tx.personRole.count({ where: { personId } })).toBe(0);
      expect([await hasEnded(ctx, sessionToken), await eventsOf(ctx, 'person.role_removed')]).toEqual([true, 1]);
      await expect(removePersonRole(ctx, { personId })).rejects.toThrow(NotFoundError);
    }));

  it('leaves the role and the session that the person has elsewhere', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const { person } = await invitePerson(ctx, { login, name: 'Ann', role: 'STAFF' });
      const elsewhere = await alsoElsewhere(ctx, login);
      const { signInToken } = await invitePerson(asOperator(elsewhere), { login, name: 'Ann', role: 'OWNER' });
      const { sessionToken } = await signInByToken(ctx, signInToken ?? '');
      await removePersonRole(ctx, { personId: person.id });
      expect((await asSession(ctx, sessionToken)).actor).toMatchObject({ merchantId: elsewhere.merchantId });
    }));
});

describe('endPersonSessions', () => {
  it('signs somebody out everywhere', () =>
    rolledBack(async (ctx) => {
      const { personId, sessionToken, open } = await somebody(ctx);
      expect(await endPersonSessions(ctx, { personId })).toMatchObject({ person: { id: personId }, endedCount: 1 });
      expect(await hasEnded(ctx, sessionToken)).toBe(true);
      await expect(signInByToken(ctx, open)).rejects.toMatchObject({ reason: 'LINK_EXPIRED' });
      expect((await endPersonSessions(ctx, { personId })).endedCount).toBe(0);
    }));

  it('lets staff end their own others, and nobody else’s', () =>
    rolledBack(async (ctx) => {
      const { personId, sessionToken, open } = await somebody(ctx, 'STAFF');
      const second = await signInByToken(ctx, open);
      const self = await asSession(ctx, second.sessionToken);
      expect((await endPersonSessions(self, { personId })).endedCount).toBe(1);
      expect([await hasEnded(ctx, sessionToken), await hasEnded(ctx, second.sessionToken)]).toEqual([true, false]);
      const colleague = await somebody(ctx);
      await expect(endPersonSessions(self, { personId: colleague.personId })).rejects.toThrow(NotAllowedError);
    }));

  it('takes no user for the person whose id is their openid', () =>
    rolledBack(async (ctx) => {
      const { personId, sessionToken } = await somebody(ctx);
      await expect(endPersonSessions(asUser(ctx, personId), { personId })).rejects.toThrow(NotAllowedError);
      expect(await hasEnded(ctx, sessionToken)).toBe(false);
    }));
});

describe.each([
  ['disablePerson', disablePerson],
  ['removePersonRole', removePersonRole],
  ['endPersonSessions', endPersonSessions],
])('%s', (_name, verb) => {
  it('finds nobody of another merchant, nor who is not there', () =>
    rolledBack(async (ctx) => {
      const { personId } = await somebody(await another(ctx));
      const missing = { code: 'NOT_FOUND', noun: 'person', field: ['personId'] };
      await expect(verb(ctx, { personId })).rejects.toMatchObject(missing);
      await expect(verb(ctx, { personId: 'per_none' })).rejects.toMatchObject(missing);
      await expect(verb(asOperator(ctx), { personId })).rejects.toMatchObject(missing);
    }));

  it('is for who may manage people', () =>
    rolledBack(async (ctx) => {
      const { personId } = await somebody(ctx);
      for (const role of ['MANAGER', 'ANALYST', 'STAFF'] as const) {
        await expect(verb(await aColleague(ctx, { role }), { personId })).rejects.toMatchObject({
          code: 'NOT_ALLOWED',
          scope: 'people:write',
        });
      }
    }));

  it('touches nobody who may more', () =>
    rolledBack(async (ctx) => {
      const { personId } = await somebody(ctx, 'OWNER');
      const bound = await aColleague(ctx, { role: 'OWNER', storeIds: [(await aStore(ctx)).id] });
      await expect(verb(bound, { personId })).rejects.toThrow(NotAllowedError);
    }));
});

it.each([
  ['disablePerson', disablePerson],
  ['removePersonRole', removePersonRole],
])('%s is not for oneself', (_name, verb) =>
  rolledBack(async (ctx) => {
    const owner = await aColleague(ctx, { role: 'OWNER' });
    const refusal = { code: 'NOT_ALLOWED', field: ['personId'] };
    await expect(verb(owner, { personId: owner.actor.id })).rejects.toMatchObject(refusal);
  }),
);
