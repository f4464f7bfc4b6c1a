import { describe, expect, it } from 'vitest';
import { aStore } from '../../../test/kit/factories.ts';
import { aColleague, aLogin, asOperator, asSession, hasEnded } from '../../../test/kit/people.ts';
import { aPhone, aPhoneWithKey } from '../../../test/kit/phones.ts';
import { another, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { invitePerson, signInByToken } from '../access/index.ts';
import type { DomainContext } from '../kit/context.ts';
import {
  inviteStaff,
  lastSeen,
  removeStaff,
  revokeStaffSession,
  staffHere,
  staffSessions,
  updateStaff,
  visibleStaff,
} from './index.ts';

type Managing = (ctx: DomainContext, staffId: string) => Promise<unknown>;
const DEEDS: [string, Managing][] = [
  ['updateStaff', (ctx, staffId) => updateStaff(ctx, { staffId, name: 'Ben' })],
  ['inviteStaff', (ctx, staffId) => inviteStaff(ctx, { staffId })],
  ['removeStaff', (ctx, staffId) => removeStaff(ctx, { staffId })],
];
const sessionIdOf = ({ actor }: DomainContext): string => (actor.kind === 'person' ? actor.sessionId : '');
const eventOf = async (ctx: RolledBackContext, type: string) =>
  (await ctx.tx.event.findFirst({ where: { merchantId: ctx.merchantId, type }, orderBy: { id: 'desc' } }))?.data;

describe.each(DEEDS)('%s', (_name, deed) => {
  it('is refused to who may not manage staff', () =>
    rolledBack(async (ctx) => {
      const { staffId } = await aPhone(ctx);
      for (const { staff } of [await aPhone(ctx), await aPhone(ctx, { roles: ['CASHIER'] })])
        await expect(deed(staff, staffId)).rejects.toMatchObject({ code: 'NOT_ALLOWED', scope: 'staff:write' });
    }));

  it('knows nobody of another merchant', () =>
    rolledBack(async (ctx) => {
      const { staffId } = await aPhone(ctx);
      const elsewhere = await another(ctx);
      for (const id of [staffId, 'x', `per_${'0'.repeat(26)}`])
        await expect(deed(elsewhere, id)).rejects.toMatchObject({ code: 'NOT_FOUND', field: ['staffId'] });
    }));

  it.each(['OWNER', 'MANAGER', 'ANALYST'] as const)('never touches who is %s', (role) =>
    rolledBack(async (ctx) => {
      const { actor } = await aColleague(ctx, { role });
      for (const asking of [ctx, (await aPhone(ctx, { roles: ['SUPER'] })).staff])
        await expect(deed(asking, actor.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: ['staffId'] });
    }),
  );

  it('is not for oneself', () =>
    rolledBack(async (ctx) => {
      const { staff, staffId } = await aPhone(ctx, { roles: ['SUPER'] });
      await expect(deed(staff, staffId)).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: ['staffId'] });
    }));

  it('reaches only staff of the stores that bind the actor', () =>
    rolledBack(async (ctx) => {
      const [mine, other] = [await aStore(ctx, { branchName: 'a' }), await aStore(ctx, { branchName: 'b' })];
      const manager = await aColleague(ctx, { role: 'MANAGER', storeIds: [mine.id] });
      for (const storeIds of [[], [other.id], [mine.id, other.id]]) {
        const { staffId } = await aPhone(ctx, { storeIds });
        await expect(deed(manager, staffId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
      }
      await deed(manager, (await aPhone(ctx, { storeIds: [mine.id] })).staffId);
    }));
});

describe('updateStaff', () => {
  it('changes staff of a store that was deleted, and names no such store anew', () =>
    rolledBack(async (ctx) => {
      const [store, other] = [await aStore(ctx, { branchName: 'a' }), await aStore(ctx, { branchName: 'b' })];
      const { staffId } = await aPhone(ctx, { storeIds: [store.id] });
      await ctx.tx.store.update({ where: { id: store.id }, data: { deletedAt: ctx.now() } });
      await updateStaff(ctx, { staffId, name: 'Ben', roles: ['CASHIER'] });
      await updateStaff(ctx, { staffId, storeIds: [store.id, other.id] });
      const { staffId: newcomer } = await aPhone(ctx, { storeIds: [other.id] });
      await expect(updateStaff(ctx, { staffId: newcomer, storeIds: [store.id] })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        field: ['storeIds', 0],
      });
    }));

  it('changes name, roles and stores; what is absent stays', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const { staffId, sessionToken } = await aPhone(ctx);
      await updateStaff(ctx, { staffId, storeIds: [store.id, store.id] });
      await updateStaff(ctx, { staffId, name: ' Ben ', roles: ['CASHIER'] });
      expect((await staffHere(ctx, [staffId])).get(staffId)).toMatchObject({
        roles: ['CASHIER'],
        storeIds: [store.id],
      });
      expect((await ctx.tx.person.findUniqueOrThrow({ where: { id: staffId } })).name).toBe('Ben');
      expect(await eventOf(ctx, 'staff.updated')).toEqual({
        personId: staffId,
        roles: ['CASHIER'],
        storeIds: [store.id],
      });
      expect((await asSession(ctx, sessionToken)).actor).toMatchObject({
        staffRoles: ['CASHIER'],
        storeIds: [store.id],
      });
    }));

  it('refuses what staff can not be', () =>
    rolledBack(async (ctx) => {
      const [mine, theirs] = [await aStore(ctx), await aStore(await another(ctx))];
      const { staffId } = await aPhone(ctx, { storeIds: [mine.id] });
      const refusals = [
        [{ roles: [] }, 'INVALID_INPUT', ['roles']],
        [{ roles: ['SUPER'] }, 'INVALID_INPUT', ['storeIds']],
        [{ name: '' }, 'INVALID_INPUT', ['name']],
        [{ storeIds: [theirs.id] }, 'NOT_FOUND', ['storeIds', 0]],
      ] as const;
      for (const [changes, code, field] of refusals)
        await expect(updateStaff(ctx, { staffId, ...changes })).rejects.toMatchObject({ code, field });
    }));

  it('gives no name to who also works elsewhere', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const { person } = await invitePerson(ctx, { login, name: 'Ann', role: 'STAFF' });
      await invitePerson(asOperator(await another(ctx)), { login, name: 'Ann', role: 'OWNER' });
      await expect(updateStaff(ctx, { staffId: person.id, name: 'Ben' })).rejects.toMatchObject({ field: ['name'] });
      await updateStaff(ctx, { staffId: person.id, name: 'Ann', roles: ['CASHIER'] });
      await expect(inviteStaff(ctx, { staffId: person.id })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));
});

describe('inviteStaff', () => {
  it('gives another way in, for a phone', () =>
    rolledBack(async (ctx) => {
      const { staffId } = await aPhone(ctx);
      const { invitation } = await inviteStaff(ctx, { staffId });
      const signedIn = await signInByToken(ctx, invitation.url.split('/').at(-1) ?? '');
      expect([signedIn.isPhone, signedIn.person.id]).toEqual([true, staffId]);
      expect(await eventOf(ctx, 'sign_in_link.created')).toMatchObject({ personId: staffId });
    }));

  it('is not for who is shut out', () =>
    rolledBack(async (ctx) => {
      const { staffId } = await aPhone(ctx);
      await ctx.tx.person.update({ where: { id: staffId }, data: { disabledAt: ctx.now() } });
      await expect(inviteStaff(ctx, { staffId })).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: ['staffId'] });
    }));
});

describe('removeStaff', () => {
  it('ends role, session, invitation and device key at once', () =>
    rolledBack(async (ctx) => {
      const { staffId, sessionToken } = await aPhoneWithKey(ctx);
      const { invitation } = await inviteStaff(ctx, { staffId });
      expect(await removeStaff(ctx, { staffId })).toEqual({ staffId });
      expect(await hasEnded(ctx, sessionToken)).toBe(true);
      await expect(asSession(ctx, sessionToken)).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
      const token = invitation.url.split('/').at(-1) ?? '';
      await expect(signInByToken(ctx, token)).rejects.toMatchObject({ reason: 'LINK_EXPIRED' });
      expect(await ctx.tx.staffDevice.count({ where: { personId: staffId } })).toBe(0);
      expect(await eventOf(ctx, 'person.role_removed')).toEqual({ personId: staffId, role: 'STAFF' });
      await expect(removeStaff(ctx, { staffId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }));
});

describe('revokeStaffSession', () => {
  it('ends that session with its key, and no other', () =>
    rolledBack(async (ctx) => {
      const { staff, staffId, sessionToken } = await aPhoneWithKey(ctx);
      const { invitation } = await inviteStaff(ctx, { staffId });
      const other = await signInByToken(ctx, invitation.url.split('/').at(-1) ?? '');
      const sessionId = sessionIdOf(staff);
      for (const _time of ['once', 'again']) expect(await revokeStaffSession(ctx, { sessionId })).toEqual({ staffId });
      expect([await hasEnded(ctx, sessionToken), await hasEnded(ctx, other.sessionToken)]).toEqual([true, false]);
      expect(await ctx.tx.staffDevice.count({ where: { sessionId } })).toBe(0);
      const ended = { merchantId: ctx.merchantId, type: 'person.sessions_ended' };
      expect(await ctx.tx.event.count({ where: ended })).toBe(1);
    }));

  it('lets staff end their own, and nobody else’s', () =>
    rolledBack(async (ctx) => {
      const [mine, theirs] = [await aPhone(ctx), await aPhone(ctx)];
      await expect(revokeStaffSession(mine.staff, { sessionId: sessionIdOf(theirs.staff) })).rejects.toMatchObject({
        code: 'NOT_ALLOWED',
      });
      await revokeStaffSession(mine.staff, { sessionId: sessionIdOf(mine.staff) });
      expect(await hasEnded(ctx, mine.sessionToken)).toBe(true);
    }));

  it('knows no session of another merchant', () =>
    rolledBack(async (ctx) => {
      const { staff } = await aPhone(ctx);
      const elsewhere = await another(ctx);
      for (const sessionId of [sessionIdOf(staff), 'x', `ses_${'0'.repeat(26)}`])
        await expect(revokeStaffSession(elsewhere, { sessionId })).rejects.toMatchObject({
          code: 'NOT_FOUND',
          field: ['sessionId'],
        });
    }));

  it('never ends that of an owner', () =>
    rolledBack(async (ctx) => {
      const { signInToken } = await invitePerson(ctx, { login: aLogin(), name: 'Ann', role: 'OWNER' });
      const owner = await asSession(ctx, (await signInByToken(ctx, signInToken ?? '')).sessionToken);
      for (const asking of [owner, (await aPhone(ctx, { roles: ['SUPER'] })).staff])
        await expect(revokeStaffSession(asking, { sessionId: sessionIdOf(owner) })).rejects.toMatchObject({
          code: 'NOT_ALLOWED',
        });
    }));
});

describe('the staff that somebody sees', () => {
  const seenBy = async (ctx: RolledBackContext): Promise<string[]> =>
    (await ctx.tx.person.findMany({ where: visibleStaff(ctx) })).map(({ id }) => id).toSorted();

  it('are all of the merchant, those of its stores, or oneself', () =>
    rolledBack(async (ctx) => {
      const store = await aStore(ctx);
      const [here, everywhere] = [await aPhone(ctx, { storeIds: [store.id] }), await aPhone(ctx, { roles: ['SUPER'] })];
      await aPhone(await another(ctx));
      await aColleague(ctx, { role: 'OWNER' });
      const all = [here.staffId, everywhere.staffId].toSorted();
      expect(await seenBy(ctx)).toEqual(all);
      expect(await seenBy(everywhere.staff)).toEqual(all);
      expect(await seenBy(await aColleague(ctx, { role: 'MANAGER', storeIds: [store.id] }))).toEqual([here.staffId]);
      expect(await seenBy(here.staff)).toEqual([here.staffId]);
      const analyst = await aColleague(ctx, { role: 'ANALYST' });
      expect(() => visibleStaff(analyst)).toThrow(expect.objectContaining({ code: 'NOT_ALLOWED' }));
    }));

  it('show their open sessions, but not if they also work elsewhere', () =>
    rolledBack(async (ctx) => {
      const { staff, staffId } = await aPhoneWithKey(ctx);
      const ids = [staffId];
      expect((await staffSessions(ctx, ids)).get(staffId)).toMatchObject([
        { id: sessionIdOf(staff), device: 'iPhone, Safari', isPhone: true, hasDeviceKey: true },
      ]);
      expect((await lastSeen(ctx, ids)).get(staffId)).toBeInstanceOf(Date);
      const place = { merchantId: (await another(ctx)).merchantId, role: 'STAFF', createdAt: ctx.now() } as const;
      await ctx.tx.personRole.create({ data: { ...place, personId: staffId } });
      expect((await staffSessions(ctx, ids)).get(staffId)).toEqual([]);
      expect((await lastSeen(ctx, ids)).get(staffId)).toBeUndefined();
    }));
});
