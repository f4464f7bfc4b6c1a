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

const seed = (of: Api): Promise<SandboxFile> =>
  seedSandbox(of.root, { url: of.root.publicUrl, operatorKey: OPERATOR_KEY });

beforeAll(async () => {
  api = await server(
    { KAQUAN_DATABASE_URL: await freshDatabaseUrl() },
    {
      installation: anInstallation(),
      prepare: async (root, url) => {
        await ensureOperatorKey(root, OPERATOR_KEY);
        return (first = await seedSandbox(root, { url, operatorKey: OPERATOR_KEY }));
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
      ['demo-member', 'MEMBER_CARD'],
      ['demo-ticket', 'MEETING_TICKET'],
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
    const again = await seed(api);
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

  it('is the same at each seeding, but for the sign-in links', async () => {
    const again = await seed(api);
    const links = { signInUrl: expect.not.stringMatching(`^${first.signInUrl}$`) };
    expect(again).toEqual({ ...first, ...links, other: { ...first.other, signInUrl: expect.any(String) } });
    const token = { grant_type: 'client_credential', appid: again.appId, secret: again.appSecret };
    expect((await api.get(`/cgi-bin/token?${new URLSearchParams(token)}`)).json.access_token).toEqual(
      expect.any(String),
    );
  });

  it('follows a key that was revoked by another, which it keeps', async () => {
    const { prisma } = api.root;
    const before = await seed(api);
    const where = { hint: before.other.secretKey.slice(-4), kind: 'SECRET', revokedAt: null } as const;
    await prisma.apiKey.updateMany({ where, data: { revokedAt: new Date() } });
    const [after, again] = [await seed(api), await seed(api)];
    expect(after.other.secretKey).not.toBe(before.other.secretKey);
    expect([after.secretKey, again.other.secretKey]).toEqual([before.secretKey, after.other.secretKey]);
    expect((await api.gql('{ viewer { kind } }', {}, after.other.secretKey)).json.data.viewer.kind).toBe('SECRET_KEY');
  });

  it('is found again whoever owns it by now, and can be entered', async () => {
    const { prisma } = api.root;
    const count = await prisma.merchant.count();
    const { appId, secretKey } = (await seed(api)).other;
    const invite =
      'mutation ($input: PersonInviteInput!) { personInvite(input: $input) { person { id } userErrors { code } } }';
    const heir = { login: `heir-${Date.now()}`, name: 'Heir', role: 'OWNER' };
    for (const input of [heir, { login: 'sandbox-owner-2', name: 'Former', role: 'STAFF' }])
      expect((await api.gql(invite, { input }, secretKey)).json.data.personInvite.userErrors).toEqual([]);
    const { other } = await seed(api);
    expect([other.appId, await prisma.merchant.count()]).toEqual([appId, count]);
    await prisma.person.update({ where: { login: heir.login }, data: { disabledAt: new Date() } });
    const { signInUrl } = (await seed(api)).other;
    expect((await api.get(new URL(signInUrl).pathname)).status).toBe(303);
    expect(await prisma.merchant.count()).toBe(count);
  });
});
