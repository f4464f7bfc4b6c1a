import { afterAll, beforeAll, expect, it } from 'vitest';
import { createUserToken, revokeKey } from '../../src/domain/access/index.ts';
import { type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';

/** Two instances on one database: neither hears of the other's revocations but by asking again. */
let [here, there]: [Api, Api] = [Object.create(null), Object.create(null)];
let merchant: ServedMerchant;

beforeAll(async () => {
  [here, there] = [await server(), await server()];
  merchant = await here.aMerchant();
});
afterAll(async () => {
  await here.stop();
  await there.stop();
});

const CREATE = 'mutation ($input: KeyCreateInput!) { keyCreate(input: $input) { key { id } secret } }';
const REVOKE = 'mutation ($input: KeyRevokeInput!) { keyRevoke(input: $input) { userErrors { code } } }';

async function aKey(): Promise<{ id: string; secret: string }> {
  const { json } = await here.gql(
    CREATE,
    { input: { kind: 'SECRET', name: 'till', isTest: true } },
    merchant.secretKey,
  );
  return { id: json.data.keyCreate.key.id, secret: json.data.keyCreate.secret };
}
const statusOf = async (api: Api, secret: string): Promise<number> =>
  (await api.gql('{ viewer { kind } }', {}, secret)).status;

it('refuses a revoked key at the next request of the instance', async () => {
  const { id, secret } = await aKey();
  expect([await statusOf(here, secret), await statusOf(here, secret)]).toEqual([200, 200]);
  await here.gql(REVOKE, { input: { keyId: id } }, merchant.secretKey);
  expect(await statusOf(here, secret)).toBe(401);
});

it('refuses it at another instance once that asks again', async () => {
  const { id, secret } = await aKey();
  expect(await statusOf(there, secret)).toBe(200);
  await revokeKey({ ...merchant.ctx }, { keyId: id });
  await expect.poll(() => statusOf(there, secret)).toBe(401);
});

it('takes narrower scopes into account at another instance once that asks again', async () => {
  const { id, secret } = await aKey();
  const read = async (): Promise<string> =>
    (await there.gql('{ cards { nodes { id } } }', {}, secret)).json.errors?.[0].extensions.code ?? 'read';
  expect(await read()).toBe('read');
  await here.root.prisma.apiKey.update({ where: { id }, data: { scopes: ['stores:read'] } });
  await expect.poll(read).toBe('FORBIDDEN');
});

it('refuses a user token from the moment it expires, however often it was good', async () => {
  let now = new Date();
  const clock = here.root.now;
  here.root.now = () => now;
  try {
    const { token, expiresAt } = await createUserToken(merchant.ctx, { openid: 'ann' });
    const headers = { ...bearer(merchant.publishableKey), Origin: 'http://localhost:5173', 'X-Kaquan-User': token };
    // Who is refused for the document has been let in.
    const code = async (): Promise<string> =>
      (await here.gql('{ viewer { kind } }', {}, headers)).json.errors[0].extensions.code;
    now = new Date(expiresAt.getTime() - 1_000);
    expect([await code(), await code()]).toEqual(['PERSISTED_ONLY', 'PERSISTED_ONLY']);
    now = expiresAt;
    expect(await code()).toBe('UNAUTHENTICATED');
  } finally {
    here.root.now = clock;
  }
});
