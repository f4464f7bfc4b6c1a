import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { createPlacement } from '../../src/domain/placements/index.ts';
import { aCard, aStore, IMAGE_URL } from '../kit/factories.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const PLACEMENT = `fragment P on Placement {
  id kind name status token channel url printUrl pageId articleHtml qrImages { format url fileName } settings { title label ssid major } store { id }
  cards { card { id } channel isSingleUse usedAt } counts { views claims byChannel { channel views claims } } expiresAt closedAt
}`;
const CREATE = `${PLACEMENT} mutation ($input: PlacementCreateInput!) {
  placementCreate(input: $input) { placement { ...P } userErrors { code field weixinCode } }
}`;
const CLOSE = `${PLACEMENT} mutation ($input: PlacementCloseInput!) {
  placementClose(input: $input) { placement { ...P } userErrors { code field } }
}`;
const CLAIM = `mutation ($input: CardClaimInput!) {
  cardClaim(input: $input) { claim { outerStr } userErrors { __typename code } }
}`;

const create = async (input: object, caller = merchant.secretKey): Promise<Json> =>
  (await api.gql(CREATE, { input }, caller)).json.data.placementCreate;

describe('placementCreate', () => {
  it('makes a placement of each kind, which lists and node show', async () => {
    const [card, store] = [await aCard(merchant.ctx), await aStore(merchant.ctx)];
    const cards = [{ cardId: card.id }];
    const branches = {
      qrCode: { cards, channel: 'door' },
      shelf: { cards, title: '周末专区', bannerUrl: IMAGE_URL },
      article: { cards },
      nearby: { cards, storeId: store.id },
      menu: { cards, label: '优惠' },
      wifi: { cards, ssid: 'shop' },
      beacon: { cards, uuid: 'FDA50693-A4E2-4FB1-AFCF-C6EB07647825', major: 1, minor: 2 },
    };
    const ids: string[] = [];
    for (const [branch, input] of Object.entries(branches)) {
      const { placement, userErrors } = await create({ [branch]: input });
      expect(userErrors).toEqual([]);
      expect(placement).toMatchObject({
        status: 'OPEN',
        counts: { views: 0, claims: 0, byChannel: [] },
        cards: [{ card: { id: card.id } }],
      });
      ids.push(placement.id);
    }
    const LIST = `{ placements(first: 20, where: { kind: { in: [SHELF, WIFI] } }) { nodes { id kind } } node(id: "${ids[0]}") { ... on Placement { channel } } }`;
    const { data } = (await api.gql(LIST, {}, merchant.secretKey)).json;
    expect(data.placements.nodes.map(({ kind }: Json) => kind)).toEqual(['WIFI', 'SHELF']);
    expect(data.node).toEqual({ channel: 'door' });
  });

  it('names the field below its branch', async () => {
    const card = await aCard(merchant.ctx);
    const six = Array.from({ length: 6 }, () => ({ cardId: card.id }));
    expect((await create({ qrCode: { cards: six } })).userErrors).toEqual([
      { code: 'INVALID_INPUT', field: ['qrCode', 'cards'], weixinCode: 45029 },
    ]);
    expect((await create({ qrCode: { cards: six.slice(5) } }, other.secretKey)).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['qrCode', 'cards', '0', 'cardId'], weixinCode: 40073 },
    ]);
  });
});

describe('a placement', () => {
  it('counts its claims by channel, until it is closed', async () => {
    const card = await aCard(merchant.ctx);
    const { placement } = await create({ qrCode: { channel: 'table 7', cards: [{ cardId: card.id }] } });
    const claim = async (openid: string): Promise<Json> => {
      const input = { cardId: card.id, openid, placementToken: placement.token, idempotencyKey: `from-${openid}-0001` };
      return (await api.gql(CLAIM, { input }, merchant.secretKey)).json.data.cardClaim;
    };
    expect((await claim('ann')).claim).toEqual({ outerStr: 'table 7' });
    const input = { placementId: placement.id };
    const foreign = (await api.gql(CLOSE, { input }, other.secretKey)).json.data.placementClose;
    expect(foreign.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['placementId'] }]);
    const closed = (await api.gql(CLOSE, { input }, merchant.secretKey)).json.data.placementClose.placement;
    expect(closed).toMatchObject({
      status: 'CLOSED',
      counts: { views: 0, claims: 1, byChannel: [{ channel: 'table 7', views: 0, claims: 1 }] },
    });
    expect((await claim('bob')).userErrors).toEqual([{ __typename: 'PlacementClosedError', code: 'PLACEMENT_CLOSED' }]);
  });

  it('is hidden from other merchants', async () => {
    const card = await aCard(merchant.ctx);
    const { placement } = await create({ article: { cards: [{ cardId: card.id }] } });
    const ask = (key: string) => api.gql('query ($id: ID!) { placement(id: $id) { id } }', { id: placement.id }, key);
    expect((await ask(merchant.secretKey)).json.data.placement).toEqual({ id: placement.id });
    expect((await ask(other.secretKey)).json.data.placement).toBeNull();
  });
});

describe('claims', () => {
  it('are found by the placement that led to them', async () => {
    const card = await aCard(merchant.ctx);
    const { id, token } = await createPlacement(merchant.ctx, { kind: 'QR_CODE', cards: [{ cardId: card.id }] });
    const led = await claimCard(merchant.ctx, { cardId: card.id, openid: 'ann', placementToken: token });
    await claimCard(merchant.ctx, { cardId: card.id, openid: 'bob' });
    const LIST = 'query ($where: ClaimWhere) { claims(where: $where) { nodes { id } } }';
    const { data } = (await api.gql(LIST, { where: { placementId: { eq: id } } }, merchant.secretKey)).json;
    expect(data.claims.nodes).toEqual([{ id: led.id }]);
  });
});
