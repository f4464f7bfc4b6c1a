import { describe, expect, it } from 'vitest';
import { aStore } from '../../../test/kit/factories.ts';
import { aColleague, aLogin, asOperator, asSession } from '../../../test/kit/people.ts';
import { aPhone } from '../../../test/kit/phones.ts';
import { another, asKey, rolledBack, type RolledBackContext } from '../../../test/kit/rolled-back.ts';
import { invitePerson, signInByToken } from '../access/index.ts';
import { addStaff, type AddStaffInput } from './index.ts';

const draft = (changes: Partial<AddStaffInput> = {}): AddStaffInput => ({
  name: 'Ann',
  roles: ['REDEEMER'],
  ...changes,
});
const heldBy = (ctx: RolledBackContext, personId: string) =>
  ctx.tx.personRole.findFirst({ where: { personId, merchantId: ctx.merchantId } });
const DAY_MS = 86_400_000;

describe('addStaff', () => {
  it('makes somebody staff in stores, with an invitation for a day', () =>
    rolledBack(
      async (ctx) => {
        const store = await aStore(ctx);
        const { staffId, invitation } = await addStaff(
          ctx,
          draft({ roles: ['REDEEMER', 'CASHIER'], storeIds: [store.id] }),
        );
        expect(await heldBy(ctx, staffId)).toMatchObject({
          role: 'STAFF',
          staffRoles: ['REDEEMER', 'CASHIER'],
          storeIds: [store.id],
        });
        expect(invitation?.url).toMatch(/^http:\/\/kaquan\.test\/session\/[\w-]{43}$/);
        expect(invitation?.expiresAt.getTime()).toBe(ctx.now().getTime() + DAY_MS);
        const { login } = await ctx.tx.person.findUniqueOrThrow({ where: { id: staffId } });
        expect(login).toMatch(/^staff-[a-z0-9]{10}$/);
        const where = { merchantId: ctx.merchantId, type: 'person.invited' };
        expect((await ctx.tx.event.findFirst({ where }))?.data).toEqual({ personId: staffId, role: 'STAFF' });
      },
      { now: new Date('2026-11-30T04:00:00Z') },
    ));

  it('signs a phone in for 30 days, once', () =>
    rolledBack(async (ctx) => {
      const { invitation } = await addStaff(ctx, draft({ roles: ['SUPER'] }));
      const token = invitation?.url.split('/').at(-1) ?? '';
      const signedIn = await signInByToken(ctx, token, 'iPhone, Safari');
      expect(signedIn).toMatchObject({ isPhone: true, lifeSeconds: 30 * 86_400 });
      await expect(signInByToken(ctx, token)).rejects.toMatchObject({ reason: 'LINK_USED' });
      const { actor } = await asSession(ctx, signedIn.sessionToken);
      expect(actor).toMatchObject({ role: 'STAFF', staffRoles: ['SUPER'], storeIds: [] });
      const where = { id: actor.kind === 'person' ? actor.sessionId : '' };
      const session = await ctx.tx.session.findUniqueOrThrow({ where });
      expect(session).toMatchObject({ device: 'iPhone, Safari', isPhone: true });
    }));

  it('repeats the answer of a repeated key, without the invitation', () =>
    rolledBack(async (ctx) => {
      const input = draft({ idempotencyKey: 'key-of-ann' });
      const first = await addStaff(ctx, input);
      expect(await addStaff(ctx, input)).toEqual({ staffId: first.staffId, invitation: null });
      await expect(addStaff(ctx, { ...input, name: 'Ben' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    }));

  it.each<[string, Partial<AddStaffInput>, string[]]>([
    ['no role', { roles: [] }, ['roles']],
    ['no name', { name: ' ' }, ['name']],
    ['a login with a space', { login: 'a b' }, ['login']],
    ['a store id that is none', { storeIds: ['x'] }, ['storeIds']],
    ['SUPER bound to stores', { roles: ['SUPER'], storeIds: [`store_${'0'.repeat(26)}`] }, ['storeIds']],
  ])('refuses %s', (_what, changes, field) =>
    rolledBack(async (ctx) => {
      await expect(addStaff(ctx, draft(changes))).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        field: expect.arrayContaining(field),
      });
    }),
  );

  it('knows no store of another merchant', () =>
    rolledBack(async (ctx) => {
      const theirs = await aStore(await another(ctx));
      await expect(addStaff(ctx, draft({ storeIds: [theirs.id] }))).rejects.toMatchObject({
        code: 'NOT_FOUND',
        field: ['storeIds', 0],
      });
    }));

  it.each(['OWNER', 'MANAGER', 'ANALYST', 'STAFF'] as const)('leaves who is %s here as they are', (role) =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      const { person } = await invitePerson(ctx, { login, name: 'Ann', role });
      for (const asking of [ctx, (await aPhone(ctx, { roles: ['SUPER'] })).staff])
        await expect(addStaff(asking, draft({ login }))).rejects.toMatchObject({
          code: 'NOT_ALLOWED',
          field: ['login'],
        });
      expect(await heldBy(ctx, person.id)).toMatchObject({ role });
    }),
  );

  it('brings nobody here who works elsewhere', () =>
    rolledBack(async (ctx) => {
      const login = aLogin();
      await invitePerson(asOperator(await another(ctx)), { login, name: 'Ann', role: 'STAFF' });
      await expect(addStaff(ctx, draft({ login }))).rejects.toMatchObject({ code: 'NOT_ALLOWED', field: ['login'] });
    }));
});

describe('who adds staff', () => {
  it('is whoever may manage staff', () =>
    rolledBack(async (ctx) => {
      const may = [
        await aColleague(ctx, { role: 'OWNER' }),
        await aColleague(ctx, { role: 'MANAGER' }),
        (await aPhone(ctx, { roles: ['SUPER'] })).staff,
        asKey(ctx, {
          scopes: [
            'staff:write',
            'redemptions:write',
            'redemptions:read',
            'codes:read',
            'cards:read',
            'stores:read',
            'notices:read',
          ],
        }),
      ];
      for (const asking of may) expect((await addStaff(asking, draft())).staffId).toMatch(/^per_/);
    }));

  it('is nobody else', () =>
    rolledBack(async (ctx) => {
      const mayNot = [
        await aColleague(ctx, { role: 'ANALYST' }),
        (await aPhone(ctx)).staff,
        (await aPhone(ctx, { roles: ['CASHIER'] })).staff,
        asKey(ctx, { scopes: ['people:write'] }),
        asKey(ctx, { scopes: ['staff:write'] }),
      ];
      for (const asking of mayNot)
        await expect(addStaff(asking, draft())).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));

  it('gives no store beyond its own', () =>
    rolledBack(async (ctx) => {
      const [mine, other] = [await aStore(ctx, { branchName: 'a' }), await aStore(ctx, { branchName: 'b' })];
      const manager = await aColleague(ctx, { role: 'MANAGER', storeIds: [mine.id] });
      expect((await addStaff(manager, draft({ storeIds: [mine.id] }))).staffId).toMatch(/^per_/);
      for (const storeIds of [[mine.id, other.id], [other.id], []])
        await expect(addStaff(manager, draft({ storeIds }))).rejects.toMatchObject({
          code: 'NOT_ALLOWED',
          field: ['storeIds'],
        });
      await expect(addStaff(manager, draft({ roles: ['SUPER'] }))).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }));
});
