import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCode, aStore } from '../kit/factories.ts';
import { deviceKeys, signatureOf } from '../kit/phones.ts';
import { type Api, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';
import { streamOf } from '../kit/streams.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

type Caller = string | Headers;
const REFUSED = 'userErrors { code field ... on OfflineProofInvalidError { reason } }';
const ask = async (document: string, variables: object, caller: Caller): Promise<Json> =>
  (await api.gql(document, variables, caller)).json;
async function mutate(
  name: string,
  input: object,
  options: { selection?: string; caller?: Caller } = {},
): Promise<Json> {
  const { selection = 'staffMember { id }', caller = merchant.secretKey } = options;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} ${REFUSED} } }`;
  const { data, errors } = await ask(document, { input }, caller);
  return data?.[name] ?? { errors };
}
const add = (changes: object = {}, caller?: Caller): Promise<Json> =>
  mutate(
    'staffAdd',
    { name: 'Ann', roles: ['REDEEMER'], ...changes },
    { selection: 'staffMember { id } invitation { url qrSvg expiresAt }', ...(caller ? { caller } : {}) },
  );
const onPhone = async (changes: object = {}): Promise<{ staffId: string; headers: Headers }> => {
  const { staffMember, invitation } = await add(changes);
  const { headers } = await signedInBy(api, invitation.url.split('/').at(-1));
  return { staffId: staffMember.id, headers };
};
const viewerOf = async (headers: Headers): Promise<Json> =>
  (await ask('{ viewer { role staffRoles sessionId storeIds } }', {}, headers)).data.viewer;

/** The workers ask about other things meanwhile. */
const isOfStaff = ([query]: readonly unknown[]): boolean => {
  const text = typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text'));
  return /FROM "public"\."(Person|PersonRole|Session|StaffDevice|Store|Redemption|RedemptionAttempt)"/.test(text);
};

describe('the staff', () => {
  it('come in by link or QR code, to a phone, for 30 days', async () => {
    const store = await aStore(merchant.ctx);
    const { staffMember, invitation, userErrors } = await add({ roles: ['REDEEMER', 'CASHIER'], storeIds: [store.id] });
    expect(userErrors).toEqual([]);
    expect(invitation.qrSvg).toMatch(/^<svg xmlns=/);
    const token = invitation.url.split('/').at(-1);
    expect(invitation.url).toBe(`${api.root.publicUrl}/session/${token}`);
    const answer = await api.get(`/session/${token}`, { 'User-Agent': 'Mozilla/5.0 (iPhone) Version/17 Safari/604.1' });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.every((line) => line.includes('Max-Age=2592000'))).toBe(true);
    expect((await api.get(`/session/${token}`)).status).toBe(401);
    const headers = { Cookie: cookies.map((line) => line.split(';')[0]).join('; ') };
    const viewer = await viewerOf(headers);
    expect(viewer).toEqual({
      role: 'STAFF',
      staffRoles: ['REDEEMER', 'CASHIER'],
      sessionId: expect.stringMatching(/^ses_/),
      storeIds: [store.id],
    });
    const document =
      'query ($id: ID!) { staffMember(id: $id) { name login roles isEveryStore stores { id } addedAt lastSeenAt redemptionsToday refusalsToday sessions { id device isPhone isCurrent hasDeviceKey signedInAt lastUsedAt expiresAt } } }';
    for (const [caller, isCurrent] of [
      [merchant.secretKey, false],
      [headers, true],
    ] as const) {
      expect((await ask(document, { id: staffMember.id }, caller)).data.staffMember).toMatchObject({
        ...{ name: 'Ann', roles: ['REDEEMER', 'CASHIER'], isEveryStore: false, stores: [{ id: store.id }] },
        ...{ redemptionsToday: 0, refusalsToday: 0, lastSeenAt: expect.any(String) },
        sessions: [{ id: viewer.sessionId, device: 'iPhone, Safari', isPhone: true, isCurrent, hasDeviceKey: false }],
      });
    }
    expect((await ask(document, { id: staffMember.id }, other.secretKey)).data.staffMember).toBeNull();
  });

  it('are listed by name', async () => {
    const shop = await api.aMerchant();
    for (const name of ['Cid', 'Ann', 'Ben']) await add({ name }, shop.secretKey);
    const names = async (args: string): Promise<string[]> =>
      (await ask(`{ staff${args} { nodes { name } count { value } } }`, {}, shop.secretKey)).data.staff.nodes.map(
        ({ name }: Json) => name,
      );
    expect(await names('')).toEqual(['Ann', 'Ben', 'Cid']);
    expect(await names('(first: 2, orderBy: { by: NAME, direction: DESC })')).toEqual(['Cid', 'Ben']);
    expect(await names('(where: { name: { contains: "be" } })')).toEqual(['Ben']);
  });

  it('get the answer of a repeated key, and another invitation when asked', async () => {
    const idempotencyKey = randomUUID();
    const first = await add({ idempotencyKey });
    expect(await add({ idempotencyKey })).toEqual({ ...first, invitation: null });
    const { invitation } = await mutate(
      'staffInvite',
      { staffId: first.staffMember.id },
      { selection: 'invitation { url }' },
    );
    expect(invitation.url).not.toBe(first.invitation.url);
  });

  it('are changed from their next request on', async () => {
    const { staffId, headers } = await onPhone();
    const selection = 'staffMember { name roles isEveryStore }';
    const { staffMember } = await mutate('staffUpdate', { staffId, name: 'Eve', roles: ['CASHIER'] }, { selection });
    expect(staffMember).toEqual({ name: 'Eve', roles: ['CASHIER'], isEveryStore: true });
    expect((await viewerOf(headers)).staffRoles).toEqual(['CASHIER']);
    const { code } = await aCode(merchant.ctx);
    const input = { value: code.value, idempotencyKey: randomUUID() };
    const refused = await mutate('codeRedeem', input, { selection: '', caller: headers });
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it.each<[string, string, (staffId: string) => object]>([
    ['staffUpdate', 'staffMember { id }', (staffId) => ({ staffId, name: 'x' })],
    ['staffInvite', 'staffMember { id }', (staffId) => ({ staffId })],
    ['staffRemove', 'staffId', (staffId) => ({ staffId })],
  ])('of another merchant are not there for %s', async (name, selection, inputOf) => {
    const { staffMember } = await add();
    expect((await mutate(name, inputOf(staffMember.id), { selection, caller: other.secretKey })).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['staffId'] },
    ]);
  });

  it('who are SUPER manage staff, but neither owners nor themselves', async () => {
    const boss = await onPhone({ roles: ['SUPER'] });
    const caller = boss.headers;
    const { staffMember } = await add({}, caller);
    expect((await mutate('staffRemove', { staffId: staffMember.id }, { selection: 'staffId', caller })).staffId).toBe(
      staffMember.id,
    );
    const invited = await mutate(
      'personInvite',
      { login: `owner-${randomUUID().slice(0, 8)}`, name: 'Owner', role: 'OWNER' },
      { selection: 'person { id }' },
    );
    for (const staffId of [invited.person.id, boss.staffId])
      expect((await mutate('staffRemove', { staffId }, { selection: 'staffId', caller })).userErrors).toEqual([
        { code: 'NOT_ALLOWED', field: ['staffId'] },
      ]);
  });

  it('are read with sessions, stores and figures by as many statements as one of them', async () => {
    const { ctx, secretKey } = await api.aMerchant();
    const store = await aStore(ctx);
    for (let count = 0; count < 8; count += 1) {
      const { invitation } = await add({ storeIds: [store.id] }, secretKey);
      await signedInBy(api, invitation.url.split('/').at(-1));
    }
    const document = `query ($first: Int) { staff(first: $first) { nodes { name roles isEveryStore addedAt lastSeenAt
      redemptionsToday refusalsToday stores { id name } sessions { id device isCurrent hasDeviceKey } } } }`;
    await ask(document, { first: 1 }, secretKey);
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    const countOf = async (first: number): Promise<number> => {
      const before = statements.mock.calls.filter(isOfStaff).length;
      const { data } = await ask(document, { first }, secretKey);
      expect(data.staff.nodes).toHaveLength(first);
      expect(data.staff.nodes.at(-1)).toMatchObject({
        stores: [{ id: store.id }],
        sessions: [{ hasDeviceKey: false }],
      });
      return statements.mock.calls.filter(isOfStaff).length - before;
    };
    const [one, many] = [await countOf(1), await countOf(8)];
    statements.mockRestore();
    expect(one).toBeGreaterThan(4);
    expect(many).toBe(one);
  });

  it('end with what they follow: a revoked session answers 401 and its stream closes', async () => {
    const { staffId, headers } = await onPhone();
    const { sessionId } = await viewerOf(headers);
    const stream = await streamOf(api, { query: 'subscription { redemptions { id } }', headers });
    const { staffMember } = await mutate(
      'staffSessionRevoke',
      { sessionId },
      { selection: 'staffMember { id sessions { id } }' },
    );
    expect(staffMember).toEqual({ id: staffId, sessions: [] });
    expect((await api.gql('{ viewer { kind } }', {}, headers)).status).toBe(401);
    expect((await stream.next())?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await stream.next())?.event).toBe('complete');
    stream.close();
    const theirs = await mutate('staffSessionRevoke', { sessionId }, { caller: other.secretKey });
    expect(theirs.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['sessionId'] }]);
  });

  it('who were removed are out at once', async () => {
    const { staffId, headers } = await onPhone();
    await mutate('staffRemove', { staffId }, { selection: 'staffId' });
    expect((await api.gql('{ viewer { kind } }', {}, headers)).status).toBe(401);
    expect(
      (await ask('query ($id: ID!) { staffMember(id: $id) { id } }', { id: staffId }, merchant.secretKey)).data,
    ).toEqual({ staffMember: null });
  });
});

describe('a phone without a network', () => {
  const SELECTION = 'redemption { id isOffline confirmedAt redeemedAt replayed way }';

  async function aTill() {
    const phone = await onPhone();
    const keys = deviceKeys();
    const register = { publicKey: keys.publicKey, name: 'Till' };
    const selection = 'device { id name registeredAt }';
    const { device } = await mutate('deviceRegister', register, { selection, caller: phone.headers });
    const order = (value: string, confirmedAt: Date, counter: number): object => {
      const idempotencyKey = randomUUID();
      const proof = { deviceId: device.id, counter, confirmedAt };
      const signature = signatureOf(keys.privateKey, { ...proof, value, idempotencyKey });
      const offline = { ...proof, confirmedAt: confirmedAt.toISOString(), signature };
      return { value, way: 'STAFF_SCAN', idempotencyKey, offline };
    };
    const send = (input: object): Promise<Json> =>
      mutate('codeRedeem', input, { selection: SELECTION, caller: phone.headers });
    return { ...phone, device, order, send };
  }

  it('redeems later what it has signed, once, and keeps when', async () => {
    const confirmedAt = new Date(Date.now() - 3_600_000);
    const { code } = await aCode({ ...merchant.ctx, now: () => new Date(confirmedAt.getTime() - 60_000) });
    const { order, send, staffId } = await aTill();
    const input = order(code.value, confirmedAt, 1);
    const { redemption, userErrors } = await send(input);
    expect(userErrors).toEqual([]);
    const kept = { isOffline: true, confirmedAt: confirmedAt.toISOString(), way: 'STAFF_SCAN' };
    expect(redemption).toMatchObject({ ...kept, replayed: false });
    expect((await send(input)).redemption).toMatchObject({ id: redemption.id, replayed: true });
    const document = 'query ($id: ID!) { staffMember(id: $id) { redemptionsToday sessions { hasDeviceKey } } }';
    expect((await ask(document, { id: staffId }, merchant.secretKey)).data.staffMember).toEqual({
      redemptionsToday: 1,
      sessions: [{ hasDeviceKey: true }],
    });
  });

  it('hears of a conflict, which is on record', async () => {
    const { code } = await aCode(merchant.ctx);
    const { order, send, staffId } = await aTill();
    const online = { value: code.value, idempotencyKey: randomUUID() };
    await mutate('codeRedeem', online, { selection: SELECTION });
    const { redemption, userErrors } = await send(order(code.value, new Date(), 1));
    expect([redemption, userErrors]).toEqual([null, [{ code: 'ALREADY_REDEEMED', field: ['value'] }]]);
    const document =
      'query ($id: ID!) { redemptionAttempts(where: { staffId: { eq: $id } }) { nodes { refusalCode isOffline } } }';
    expect((await ask(document, { id: staffId }, merchant.secretKey)).data.redemptionAttempts.nodes).toEqual([
      { refusalCode: 'ALREADY_REDEEMED', isOffline: true },
    ]);
  });

  it('is refused by reason', async () => {
    const { code } = await aCode(merchant.ctx);
    const [till, colleague] = [await aTill(), await aTill()];
    const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
    const reasonOf = async (input: object, send = till.send): Promise<string> =>
      (await send(input)).userErrors[0].reason;
    expect(await reasonOf(till.order(code.value, days(-2), 1))).toBe('TOO_OLD');
    expect(await reasonOf(till.order(code.value, days(1), 1))).toBe('AHEAD');
    expect(await reasonOf({ ...till.order(code.value, days(0), 1), value: `${code.value} ` })).toBe('SIGNATURE');
    expect(await reasonOf(till.order(code.value, days(0), 1), colleague.send)).toBe('DEVICE');
    expect((await till.send(till.order(code.value, days(0), 1))).userErrors).toEqual([]);
    const next = (await aCode(merchant.ctx)).code.value;
    expect(await reasonOf(till.order(next, days(0), 1))).toBe('COUNTER');
  });

  it('whose session was revoked redeems nothing more', async () => {
    const { code } = await aCode(merchant.ctx);
    const { order, headers } = await aTill();
    const { sessionId } = await viewerOf(headers);
    await mutate('staffSessionRevoke', { sessionId }, { caller: headers });
    const document = 'mutation ($input: CodeRedeemInput!) { codeRedeem(input: $input) { redemption { id } } }';
    const answer = await api.gql(document, { input: order(code.value, new Date(), 1) }, headers);
    expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});
