import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invitePerson } from '../../src/domain/access/index.ts';
import type { PersonRoleName } from '../../src/domain/kit/actor.ts';
import { aCard, aCode, aStore, IMAGE_URL } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';
import { type Api, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';

const ROLES = ['OWNER', 'MANAGER', 'ANALYST', 'STAFF'] as const;
let api: Api;
let merchant: ServedMerchant;
let storeId: string;
let cardId: string;
const sessions = new Map<PersonRoleName, Headers>();

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  storeId = (await aStore(merchant.ctx)).id;
  cardId = (await aCard(merchant.ctx)).id;
  for (const role of ROLES) sessions.set(role, (await somebody({ role })).headers);
});
afterAll(() => api.stop());

type Invited = { login?: string; role: PersonRoleName; storeIds?: string[]; at?: ServedMerchant };

/** A person with an open session, invited by an operator, who may bring anybody anywhere. */
async function somebody({ login = aLogin(), role, storeIds = [], at = merchant }: Invited) {
  const operator = { ...at.ctx, actor: { kind: 'operator', id: 'key_test', merchantId: at.id } as const };
  const { person, signInToken } = await invitePerson(operator, { login, name: 'Somebody', role, storeIds });
  return { ...(await signedInBy(api, signInToken ?? '')), login, personId: person.id };
}

type Asked = { document: string; variables?: () => Promise<object> };
const read = (selection: string): Asked => ({ document: `{ ${selection} }` });
const write = (name: string, input: () => object | Promise<object>): Asked => {
  const Input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return {
    document: `mutation ($input: ${Input}!) { ${name}(input: $input) { userErrors { code field } } }`,
    variables: async () => ({ input: await input() }),
  };
};
const cash = () => ({
  cash: {
    title: '满100减10',
    brandName: '海底捞',
    logoUrl: IMAGE_URL,
    color: 'Color010',
    notice: '使用时出示',
    description: '不可与其他优惠同享',
    codeType: 'CODE_TYPE_QRCODE',
    validity: { type: 'FIX_TERM', termDays: 30 },
    quantity: 1,
    leastCostFen: 10_000,
    reduceCostFen: 1_000,
  },
});
const aShop = () => ({
  businessName: '海底捞',
  province: '北京市',
  city: '北京市',
  address: '王府井大街 1 号',
  telephone: '010-12345678',
  categories: ['美食,火锅'],
  longitude: 116.41,
  latitude: 39.91,
});

const ALL: readonly PersonRoleName[] = ROLES;
const DESK: readonly PersonRoleName[] = ['OWNER', 'MANAGER'];

/** What each role may do (W7); a new role, or a scope moved, shows here. */
const TABLE: readonly [string, readonly PersonRoleName[], Asked][] = [
  ['read who they are', ALL, read('viewer { role scopes }')],
  ['read cards', ALL, read('cards { nodes { id } }')],
  ['read stores', ALL, read('stores { nodes { id } }')],
  ['read the merchant', ALL, read('merchant { id }')],
  ['read codes', ALL, read('codes { nodes { value } }')],
  ['read redemptions', ALL, read('redemptions { nodes { id } }')],
  ['read claims', ['OWNER', 'MANAGER', 'ANALYST'], read('claims { nodes { id } }')],
  ['read events', ['OWNER', 'MANAGER', 'ANALYST'], read('events { nodes { id } }')],
  ['read keys', ['OWNER'], read('keys { id }')],
  ['read the staff', ['OWNER', 'MANAGER'], read('staff { nodes { id } }')],
  ['create cards', DESK, write('cardCreate', cash)],
  ['create stores', DESK, write('storeCreate', aShop)],
  [
    'claim for a user',
    DESK,
    write('cardClaim', () => ({ cardId, openid: randomUUID(), idempotencyKey: randomUUID() })),
  ],
  [
    'claim several cards for a user',
    DESK,
    write('cardsClaim', () => ({ claims: [{ cardId }], openid: randomUUID(), idempotencyKey: randomUUID() })),
  ],
  [
    'redeem codes',
    ['OWNER', 'MANAGER', 'STAFF'],
    write('codeRedeem', async () => ({
      value: (await aCode(merchant.ctx)).code.value,
      storeId,
      idempotencyKey: randomUUID(),
    })),
  ],
  [
    'make keys',
    ['OWNER'],
    write('keyCreate', () => ({ kind: 'SECRET', name: 'x', isTest: true, scopes: ['cards:read'] })),
  ],
  ['add staff', DESK, write('staffAdd', () => ({ name: 'x', roles: ['REDEEMER'] }))],
  ['invite people', ['OWNER'], write('personInvite', () => ({ login: aLogin(), name: 'x', role: 'STAFF' }))],
  [
    'register documents',
    ['OWNER'],
    write('operationRegister', () => ({ operations: [{ text: '{ viewer { kind } }' }] })),
  ],
  ['sign user tokens', ['OWNER'], write('userTokenCreate', () => ({ openid: 'ann' }))],
  ['add safe domains', ['OWNER'], write('safeDomainAdd', () => ({ kind: 'DOMAIN', value: 'shop.example' }))],
  ['grant permissions', [], write('permissionGrant', () => ({ permission: 'CHECKOUT' }))],
];

/** "yes" for an answer without any error, else the code of the first one. */
async function verdict({ document, variables }: Asked, headers: Headers = {}): Promise<string> {
  const { json } = await api.gql(document, (await variables?.()) ?? {}, headers);
  if (json.errors) return json.errors[0].extensions.code;
  const payloads: Json[] = Object.values(json.data);
  return payloads.flatMap((payload) => payload?.userErrors ?? [])[0]?.code ?? 'yes';
}

describe('who may', () => {
  it.each(TABLE)('%s: %j', async (_deed, allowed, asked) => {
    const verdicts = await Promise.all(ROLES.map(async (role) => [role, await verdict(asked, sessions.get(role))]));
    expect(verdicts).toEqual(ROLES.map((role) => [role, allowed.includes(role) ? 'yes' : 'FORBIDDEN']));
  });

  it('redeem in a store, when the stores of a role bind them', async () => {
    const elsewhere = await aStore(merchant.ctx);
    const { headers, personId } = await somebody({ role: 'STAFF', storeIds: [storeId] });
    const redeem = async (place: object): Promise<string> =>
      verdict(
        write('codeRedeem', async () => ({
          value: (await aCode(merchant.ctx)).code.value,
          idempotencyKey: randomUUID(),
          ...place,
        })),
        headers,
      );
    expect(await redeem({ storeId })).toBe('yes');
    expect(await redeem({})).toBe('STORE_REQUIRED');
    expect(await redeem({ storeId: elsewhere.id })).toBe('WRONG_STORE');
    const [redemption] = await api.root.prisma.redemption.findMany({
      where: { merchantId: merchant.id, staffId: personId },
    });
    expect(redemption).toMatchObject({ storeId, way: 'CONSOLE' });
  });
});

describe('somebody of several merchants', () => {
  it('names one, and acts there by the role held there', async () => {
    const other = await api.aMerchant();
    const login = aLogin();
    await somebody({ login, role: 'OWNER' });
    const { headers } = await somebody({ login, role: 'ANALYST', at: other });
    const asked = (appId?: string) =>
      api.gql(
        '{ viewer { role merchant { appId } } }',
        {},
        { ...headers, ...(appId ? { 'X-Kaquan-Merchant': appId } : {}) },
      );
    const unnamed = await asked();
    expect([unnamed.status, unnamed.json.errors[0].message]).toEqual([
      403,
      expect.stringContaining('X-Kaquan-Merchant'),
    ]);
    for (const [{ appId }, role] of [
      [merchant, 'OWNER'],
      [other, 'ANALYST'],
    ] as const) {
      expect((await asked(appId)).json.data.viewer).toEqual({ role, merchant: { appId } });
    }
    const stranger = await api.aMerchant();
    for (const appId of [stranger.appId, 'wx0000000000000000']) expect((await asked(appId)).status).toBe(403);
    const keysThere = await api.gql('{ keys { id } }', {}, { ...headers, 'X-Kaquan-Merchant': other.appId });
    expect(keysThere.json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
