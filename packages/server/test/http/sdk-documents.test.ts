import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { aCard } from '../kit/factories.ts';
import { anInstallation, documentOf } from '../kit/installation.ts';
import { type Api, bearer, type ServedMerchant, server } from '../kit/server.ts';

const started: Api[] = [];
afterEach(async () => {
  for (const api of started.splice(0)) await api.stop();
});

const serving = async (documents: unknown): Promise<Api> => {
  const path = 'packages/sdk/dist/documents.json';
  const api = await server({}, { installation: anInstallation({ [path]: JSON.stringify(documents) }) });
  started.push(api);
  return api;
};

/** A document that no test before has registered. */
const aDocument = () => documentOf('Who', `query Who_${randomBytes(6).toString('hex')}{__typename}`);
const rowsOf = (api: Api, hash: string) => api.root.prisma.persistedOperation.findMany({ where: { hash } });
const runs = async (api: Api, merchant: ServedMerchant, documentId: string): Promise<number> => {
  const headers = { ...bearer(merchant.publishableKey), Origin: 'http://localhost:5173' };
  return (await api.post('/graphql', { documentId }, headers)).status;
};

it("lets every merchant's pages run the documents of the SDK, once registered for all", async () => {
  const document = aDocument();
  const api = await serving([document]);
  expect(await runs(api, await api.aMerchant(), document.hash)).toBe(200);
  expect(await runs(api, await api.aMerchant(), document.hash)).toBe(200);
  const rows = await rowsOf(api, document.hash);
  expect(rows).toMatchObject([{ merchantId: '*', name: 'Who', text: document.text }]);
  const again = await serving([document]);
  expect(await rowsOf(again, document.hash)).toEqual(rows);
});

it('keeps the documents of an older SDK', async () => {
  const [old, fresh] = [aDocument(), aDocument()];
  await serving([old]);
  const api = await serving([fresh]);
  const merchant = await api.aMerchant();
  expect([await runs(api, merchant, old.hash), await runs(api, merchant, fresh.hash)]).toEqual([200, 200]);
});

it('leaves out a document that the schema can not run, and serves nonetheless', async () => {
  const [unfit, fit] = [documentOf('KqCards', 'query KqCards($ids:[ID!]!){nothingOfTheKind(ids:$ids)}'), aDocument()];
  const api = await serving([unfit, fit]);
  const merchant = await api.aMerchant();
  expect([await runs(api, merchant, unfit.hash), await runs(api, merchant, fit.hash)]).toEqual([403, 200]);
  const page = await api.get(`/c/${(await aCard(merchant.ctx)).id}`);
  expect([page.status, page.text.includes('application/json')]).toEqual([200, false]);
});

it.each([{ documents: [] }, [{ name: 'Who' }], 'text'])('serves without a list that is broken: %j', async (list) => {
  const api = await serving(list);
  expect((await api.get('/healthz')).status).toBe(200);
});
