import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addSafeDomain, createKey, registerOperations, revokeKey } from '../../src/domain/access/index.ts';
import { updateCard } from '../../src/domain/cards/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { testDatabaseUrl } from '../kit/database.ts';
import { aCard } from '../kit/factories.ts';
import { anInstance } from '../kit/instances.ts';
import { type Answer, type Api, type Headers, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { countStatements } from '../kit/statements.ts';

const FACE = 'query Face($id: ID!) { cardFace(id: $id) { id title stock { left } } }';
const MASTER_KEY = Buffer.alloc(32, 7).toString('hex');
/** On a machine that may be busy. */
const PATIENT = { timeout: 10_000 };
const PAGE = 'https://faces.example';

let api: Api;
let merchant: ServedMerchant;
let documentId: string;

beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
  await addSafeDomain(merchant.ctx, { kind: 'DOMAIN', value: 'faces.example' });
  documentId = await register(merchant);
});
afterAll(() => api.stop());

async function register({ ctx }: ServedMerchant, text = FACE): Promise<string> {
  const [operation] = await registerOperations(ctx, { operations: [{ text }] });
  return operation?.hash ?? '';
}

type Asking = { key?: string; headers?: Headers };

function pathOf(id: string, key = merchant.publishableKey): string {
  return `/graphql?${new URLSearchParams({ id: documentId, key, variables: JSON.stringify({ id }) })}`;
}

const ask = (id: string, { key, headers = {} }: Asking = {}): Promise<Answer> =>
  api.get(pathOf(id, key), { Origin: PAGE, ...headers });

/** Asks again and again, on a machine that may be busy, until a repeat comes from memory. */
async function untilKept(id: string, asking: Asking = {}): Promise<Answer> {
  return vi.waitFor(async () => {
    await ask(id, asking);
    const { result, statements } = await countStatements(() => ask(id, asking));
    expect(statements).toEqual([]);
    return result;
  }, PATIENT);
}

const statementsOfAsking = async (id: string, asking: Asking): Promise<string[]> =>
  (await countStatements(() => ask(id, asking))).statements;

describe('a face that was asked for', () => {
  it('is answered again without a statement, with the budget of the moment', async () => {
    const { id } = await aCard(merchant.ctx);
    const first = await ask(id);
    const again = await untilKept(id);
    expect(again.json.data).toEqual(first.json.data);
    expect(again.json.extensions.cost.requested).toBe(first.json.extensions.cost.requested);
    expect(again.headers.get('ratelimit-remaining')).toBe(String(again.json.extensions.cost.throttle.available));
    expect(again.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    expect(again.headers.get('vary')).toBe('Origin, Accept-Language');
    expect(again.headers.get('access-control-allow-origin')).toBe(PAGE);
  });

  it('is not sent again to who has it', async () => {
    const { id } = await aCard(merchant.ctx);
    const etag = (await ask(id)).headers.get('etag') ?? '';
    const again = await untilKept(id, { headers: { 'If-None-Match': etag } });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
  });

  it('shows a change of the card by its event', async () => {
    const card = await aCard(merchant.ctx);
    const etag = (await untilKept(card.id)).headers.get('etag') ?? '';
    await updateCard(merchant.ctx, { id: card.id, changes: { title: '换了' } });
    await expect
      .poll(async () => (await ask(card.id, { headers: { 'If-None-Match': etag } })).json?.data.cardFace.title, PATIENT)
      .toBe('换了');
  });

  it('shows a change that was made at another instance', async () => {
    const { id } = await aCard(merchant.ctx);
    const far = await anInstance({ KAQUAN_DATABASE_URL: await testDatabaseUrl(), KAQUAN_MASTER_KEY: MASTER_KEY });
    const titleThere = async (): Promise<string> => {
      const answer: Json = await (await fetch(far.url + pathOf(id), { headers: { Origin: PAGE } })).json();
      return answer.data.cardFace.title;
    };
    try {
      expect(await titleThere()).not.toBe('远方');
      await updateCard(merchant.ctx, { id, changes: { title: '远方' } });
      await expect.poll(titleThere, PATIENT).toBe('远方');
    } finally {
      await far.kill('SIGTERM');
    }
  }, 60_000);

  it('shows the stock that claims leave', async () => {
    const { id } = await aCard(merchant.ctx, { quantity: 5 });
    await untilKept(id);
    await claimCard(merchant.ctx, { cardId: id, openid: 'ann' });
    await expect.poll(async () => (await ask(id)).json.data.cardFace.stock.left, PATIENT).toBe(4);
  });

  it('is kept apart by language', async () => {
    const { id } = await aCard(merchant.ctx);
    await untilKept(id, { headers: { 'Accept-Language': 'en' } });
    expect(await statementsOfAsking(id, { headers: { 'Accept-Language': 'zh-CN' } })).not.toEqual([]);
    await untilKept(id, { headers: { 'Accept-Language': 'zh-HK, en;q=0.5' } });
  });

  it('is kept apart by merchant', async () => {
    const { id } = await aCard(merchant.ctx);
    const other = await api.aMerchant();
    await addSafeDomain(other.ctx, { kind: 'DOMAIN', value: 'faces.example' });
    await register(other);
    await untilKept(id);
    expect((await ask(id, { key: other.publishableKey })).json.data.cardFace).toBeNull();
    expect((await ask(id)).json.data.cardFace).not.toBeNull();
  });

  it('is refused to a revoked key and to a foreign page', async () => {
    const { id } = await aCard(merchant.ctx);
    const { key, secret } = await createKey(merchant.ctx, { kind: 'PUBLISHABLE', name: 'page', isTest: true });
    await untilKept(id, { key: secret });
    expect((await ask(id, { key: secret, headers: { Origin: 'https://foreign.example' } })).status).toBe(403);
    await revokeKey(merchant.ctx, { keyId: key.id });
    const refused = await ask(id, { key: secret });
    expect([refused.status, refused.headers.get('etag')]).toEqual([401, null]);
    expect((await ask(id)).status).toBe(200);
  });
});

it('an answer that tells more than faces is not kept', async () => {
  const { id } = await aCard(merchant.ctx);
  const hash = await register(merchant, 'query ($id: ID!) { viewer { __typename } cardFace(id: $id) { id } }');
  const query = new URLSearchParams({ id: hash, key: merchant.publishableKey, variables: JSON.stringify({ id }) });
  const { status, headers } = await api.get(`/graphql?${query}`, { Origin: PAGE });
  expect([status, headers.get('etag')]).toEqual([200, null]);
});
