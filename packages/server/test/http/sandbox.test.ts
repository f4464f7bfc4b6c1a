import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureOperatorKey } from '../../src/domain/access/index.ts';
import type { SandboxFile } from '../../src/sandbox/sandbox-file.ts';
import { seedSandbox } from '../../src/sandbox/seed-sandbox.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { anInstallation } from '../kit/installation.ts';
import { type Api, type Json, server } from '../kit/server.ts';

const OPERATOR_KEY = `op_${'x'.repeat(40)}`;
let api: Api;
let first: SandboxFile;

const seed = (of: Api, previous: SandboxFile | null): Promise<SandboxFile> =>
  seedSandbox(of.root, { url: of.root.publicUrl, previous, operatorKey: OPERATOR_KEY });

beforeAll(async () => {
  api = await server(
    { KAQUAN_DATABASE_URL: await freshDatabaseUrl() },
    {
      installation: anInstallation(),
      prepare: async (root, url) => {
        await ensureOperatorKey(root, OPERATOR_KEY);
        return (first = await seedSandbox(root, { url, previous: null, operatorKey: OPERATOR_KEY }));
      },
    },
  );
});
afterAll(() => api.stop());

const CARDS = `{ cards(first: 20, orderBy: { by: CREATED_AT, direction: ASC }) { nodes {
  externalId title kind status claimLimit logoUrl stock { quantity left } validity { type from } stores(first: 5) { nodes { externalId } } } } }`;
const cards = async (): Promise<Json[]> => (await api.gql(CARDS, {}, first.secretKey)).json.data.cards.nodes;

describe('the sandbox', () => {
  it('has a card of each kind, one with three pieces and one that begins next month', async () => {
    const found = await cards();
    expect(found.map(({ externalId, kind }) => [externalId, kind])).toEqual([
      ['demo-cash', 'CASH'],
      ['demo-discount', 'DISCOUNT'],
      ['demo-groupon', 'GROUPON'],
      ['demo-gift', 'GIFT'],
      ['demo-coupon', 'GENERAL_COUPON'],
      ['demo-last', 'CASH'],
      ['demo-future', 'DISCOUNT'],
    ]);
    expect(found[5]).toMatchObject({ claimLimit: 1, stock: { quantity: 3, left: 3 } });
    expect(Date.parse(found[6].validity.from)).toBeGreaterThan(Date.now());
    expect(Object.keys(first.cards)).toEqual(found.map(({ externalId }) => externalId));
  });

  it('has two stores, and logos that are served', async () => {
    const found = await cards();
    const stores = new Set(found.flatMap(({ stores: { nodes } }) => nodes.map((store: Json) => store.externalId)));
    expect(stores).toEqual(new Set(['demo-store-1', 'demo-store-2']));
    expect(new Set(found.map(({ logoUrl }) => logoUrl)).size).toBe(7);
    for (const { logoUrl } of found) {
      const image = await api.get(new URL(logoUrl).pathname);
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/png']);
    }
  });

  it('is found again at the next start as it was left', async () => {
    const { prisma } = api.root;
    await prisma.card.update({ where: { id: first.cards['demo-gift'] ?? '' }, data: { title: '改过的标题' } });
    const events = await prisma.event.count({ where: { type: 'card.created' } });
    const again = await seed(api, first);
    expect(again.cards).toEqual(first.cards);
    expect(await prisma.event.count({ where: { type: 'card.created' } })).toBe(events);
    expect((await cards())[3]).toMatchObject({ externalId: 'demo-gift', title: '改过的标题' });
  });

  it('shows its shop, and a page for each of its cards', async () => {
    const shop = await api.get('/demo/');
    expect(shop.text).toContain(`card-id="${first.cards['demo-cash']}"`);
    expect(shop.text).toContain(`data-key="${first.publishableKey}"`);
    for (const id of Object.values(first.cards)) expect((await api.get(`/c/${id}`)).text).toContain('<script defer');
  });
});
