import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, invitePerson } from '../../src/domain/access/index.ts';
import { sequenceEvents } from '../../src/domain/events/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCode, aStore } from '../kit/factories.ts';
import { aLogin } from '../kit/people.ts';
import { type Api, bearer, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { signedInBy } from '../kit/sessions.ts';

let api: Api;
let merchant: ServedMerchant;
/** Stores and codes: one used in each store, one in none, one unused. */
let mine: string;
let used: { mine: string; theirs: string; nowhere: string };
let unused: string;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  const [here, there] = [await aStore(merchant.ctx), await aStore(merchant.ctx)];
  mine = here.id;
  const redeemedIn = async (storeId: string | null): Promise<string> => {
    const { code } = await aCode(merchant.ctx, { usesAllStores: true });
    await redeemCode(merchant.ctx, { value: code.value, storeId });
    return code.value;
  };
  used = { mine: await redeemedIn(mine), theirs: await redeemedIn(there.id), nowhere: await redeemedIn(null) };
  unused = (await aCode(merchant.ctx)).code.value;
  await sequenceEvents(api.root);
});
afterAll(() => api.stop());

const boundKey = async (): Promise<Headers> =>
  bearer((await createKey(merchant.ctx, { kind: 'SECRET', name: 'till', isTest: true, storeIds: [mine] })).secret);
async function session(role: 'STAFF' | 'MANAGER', storeIds: string[]): Promise<Headers> {
  const { signInToken } = await invitePerson(merchant.ctx, { login: aLogin(), name: 'Till', role, storeIds });
  return (await signedInBy(api, signInToken ?? '')).headers;
}
const run = async (document: string, caller: Headers, variables: object = {}): Promise<Json> => {
  const { json } = await api.gql(document, variables, caller);
  expect(json.errors).toBeUndefined();
  return json.data;
};
const CODE = `query ($value: String!) { code(value: $value) {
  value status redemptions { store { id } } history { to storeId } } }`;

describe('a key bound to a store', () => {
  it('sees no redemption of another store, wherever it looks', async () => {
    const caller = await boundKey();
    const { redemptions } = await run('{ redemptions { nodes { store { id } } count { value } } }', caller);
    expect(redemptions).toEqual({ nodes: [{ store: { id: mine } }], count: { value: 1 } });
    expect((await run(CODE, caller, { value: used.mine })).code.redemptions).toEqual([{ store: { id: mine } }]);
    for (const value of [used.theirs, used.nowhere]) {
      expect((await run(CODE, caller, { value })).code).toMatchObject({ status: 'CONSUMED', redemptions: [] });
    }
    const { codes } = await run('{ codes { nodes { redemptions { store { id } } } } }', caller);
    expect(codes.nodes.flatMap(({ redemptions: uses }: Json) => uses)).toEqual([{ store: { id: mine } }]);
  });

  it('sees in a code’s history nothing of another store', async () => {
    const caller = await boundKey();
    expect((await run(CODE, caller, { value: used.mine })).code.history).toEqual([
      { to: 'NORMAL', storeId: null },
      { to: 'CONSUMED', storeId: mine },
    ]);
    expect((await run(CODE, caller, { value: used.theirs })).code.history).toEqual([{ to: 'NORMAL', storeId: null }]);
  });

  it('sees the events of its store alone', async () => {
    const { events } = await run('{ events(first: 100) { nodes { type storeId } } }', await boundKey());
    expect(events.nodes).toEqual([
      { type: 'store.created', storeId: mine },
      { type: 'store.approved', storeId: mine },
      { type: 'code.redeemed', storeId: mine },
    ]);
    expect(
      (await run('{ events { count { value } } }', bearer(merchant.secretKey))).events.count.value,
    ).toBeGreaterThan(10);
  });

  it('finds no event of another store by its id', async () => {
    const theirs = await api.root.prisma.event.findFirstOrThrow({
      where: { merchantId: merchant.id, type: 'code.redeemed', storeId: { not: mine } },
    });
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await run(node, await boundKey(), { id: theirs.id })).node).toBeNull();
    expect((await run(node, bearer(merchant.secretKey), { id: theirs.id })).node).toEqual({ id: theirs.id });
  });
});

describe('staff', () => {
  const LIST = '{ codes(first: 100) { nodes { value } count { value } } }';
  const listed = async (caller: Headers): Promise<string[]> => {
    const { codes } = await run(LIST, caller);
    const values: string[] = codes.nodes.map(({ value }: Json) => value);
    expect(codes.count.value).toBe(values.length);
    return values.toSorted();
  };

  it('list the codes that were used in their stores, and no others', async () => {
    expect(await listed(await session('STAFF', [mine]))).toEqual([used.mine]);
    expect(await listed(await session('STAFF', []))).toEqual(Object.values(used).toSorted());
    expect(await listed(await session('MANAGER', []))).toContain(unused);
  });

  it('find a code by its number', async () => {
    const caller = await session('STAFF', [mine]);
    const document = `query ($value: String!, $storeId: ID) { code(value: $value) {
      value redeemability(storeId: $storeId) { canRedeem refusal { code } } } }`;
    expect((await run(document, caller, { value: unused, storeId: mine })).code).toEqual({
      value: unused,
      redeemability: { canRedeem: true, refusal: null },
    });
  });

  it('find no unused code by its id', async () => {
    const { id } = await api.root.prisma.code.findFirstOrThrow({ where: { merchantId: merchant.id, value: unused } });
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await run(node, await session('STAFF', [mine]), { id })).node).toBeNull();
  });
});
