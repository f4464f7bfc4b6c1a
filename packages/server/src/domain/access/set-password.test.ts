import { describe, expect, it } from 'vitest';
import { aLogin, asOperator, asSession, hasEnded } from '../../../test/kit/people.ts';
import { as, at, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { InvalidInputError, NotAllowedError, ThrottledError } from '../kit/errors.ts';
import { createSignInLink } from './create-sign-in-link.ts';
import { invitePerson } from './invite-person.ts';
import { setPassword } from './set-password.ts';
import { signIn, signInByToken } from './sign-in.ts';

const PASSWORD = '正确的马电池订书钉 correct';
const NEXT = 'another horse battery staple';
const start = new Date('2026-11-23T10:00:00Z');
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

/** Somebody who signed in by a link just now. */
async function somebody(ctx: RolledBackContext) {
  const login = aLogin();
  const { person, signInToken } = await invitePerson(ctx, { login, name: 'Ann', role: 'MANAGER' });
  const { sessionToken } = await signInByToken(ctx, signInToken ?? '');
  return { login, personId: person.id, sessionToken, self: await asSession(ctx, sessionToken) };
}
const atStart = (body: (ctx: RolledBackContext) => Promise<void>) => rolledBack(body, { now: start });

describe('setPassword', () => {
  it('lets whoever has just signed in sign in by it', () =>
    atStart(async (ctx) => {
      const { self, login, personId } = await somebody(ctx);
      expect(await setPassword(at(self, later(14)), { password: PASSWORD })).toEqual({
        id: personId,
        login,
        disabledAt: null,
      });
      expect((await signIn(ctx, { login: login.toUpperCase(), password: PASSWORD })).person.id).toBe(personId);
      expect(await ctx.tx.event.count({ where: { merchantId: ctx.merchantId, type: 'person.password_set' } })).toBe(1);
    }));

  it('asks for the current password when the sign-in is older than 15 minutes', () =>
    atStart(async (ctx) => {
      const { self, login } = await somebody(ctx);
      await setPassword(self, { password: PASSWORD });
      const old = at(self, later(15));
      await expect(setPassword(old, { password: NEXT })).rejects.toMatchObject({ reason: 'SIGN_IN_TOO_OLD' });
      await setPassword(old, { password: NEXT, currentPassword: PASSWORD });
      await signIn(old, { login, password: NEXT });
    }));

  it('refuses a wrong current password, also right after the sign-in', () =>
    atStart(async (ctx) => {
      const { self } = await somebody(ctx);
      const guess = { password: NEXT, currentPassword: 'wrong wrong wrong' };
      await expect(setPassword(self, guess)).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' });
    }));

  it('counts guesses of the current password like those at the sign-in', () =>
    atStart(async (ctx) => {
      const { self, login } = await somebody(ctx);
      await setPassword(self, { password: PASSWORD });
      const guess = { password: NEXT, currentPassword: 'wrong wrong wrong' };
      for (let nth = 0; nth < 5; nth += 1) await setPassword(self, guess).catch(() => undefined);
      await expect(setPassword(self, { ...guess, currentPassword: PASSWORD })).rejects.toThrow(ThrottledError);
      await expect(signIn(ctx, { login, password: PASSWORD })).rejects.toThrow(ThrottledError);
    }));

  it('ends the other sessions and open links, and keeps the own', () =>
    atStart(async (ctx) => {
      const { self, personId, sessionToken } = await somebody(ctx);
      const [second, open] = [await createSignInLink(ctx, { personId }), await createSignInLink(ctx, { personId })];
      const elsewhere = await signInByToken(ctx, second.token);
      await setPassword(self, { password: PASSWORD });
      expect([await hasEnded(ctx, sessionToken), await hasEnded(ctx, elsewhere.sessionToken)]).toEqual([false, true]);
      await expect(signInByToken(ctx, open.token)).rejects.toMatchObject({ reason: 'LINK_EXPIRED' });
    }));

  it('keeps the session of an operator who sets it', () =>
    atStart(async (ctx) => {
      const login = aLogin();
      const { signInToken } = await invitePerson(asOperator(ctx), { login, name: 'Op', isOperator: true });
      const { sessionToken } = await signInByToken(ctx, signInToken ?? '');
      await setPassword(await asSession(ctx, sessionToken), { password: PASSWORD });
      expect(await hasEnded(ctx, sessionToken)).toBe(false);
    }));

  it('leaves no password behind when the session was ended meanwhile', () =>
    atStart(async (ctx) => {
      const { self, personId } = await somebody(ctx);
      await ctx.tx.session.updateMany({ where: { personId }, data: { revokedAt: start } });
      await expect(setPassword(self, { password: PASSWORD })).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
      expect((await ctx.tx.person.findUniqueOrThrow({ where: { id: personId } })).passwordHash).toBeNull();
    }));

  it.each([['too short'], ['x'.repeat(201)]])('refuses %j', (password) =>
    atStart(async (ctx) => {
      const { self } = await somebody(ctx);
      await expect(setPassword(self, { password })).rejects.toThrow(InvalidInputError);
    }),
  );

  it('is for people who are signed in', () =>
    atStart(async (ctx) => {
      const { personId } = await somebody(ctx);
      const asKeyOf = as(ctx, { kind: 'operator', id: personId, merchantId: ctx.merchantId });
      for (const caller of [ctx, asOperator(ctx), asKeyOf]) {
        await expect(setPassword(caller, { password: PASSWORD })).rejects.toThrow(NotAllowedError);
      }
    }));
});
