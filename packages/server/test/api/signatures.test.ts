import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signCardExt, signCardSign, signJsConfig } from '../../../sdk/src/entries/server.ts';
import { ticketOf } from '../../src/domain/access/index.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const EXPLAIN =
  'query ($input: SignatureExplainInput!) { signatureExplain(input: $input) { isValid part expectedText clockSkewSeconds } }';
const explain = async (input: object): Promise<Json> =>
  (await api.gql(EXPLAIN, { input }, merchant.secretKey)).json.data.signatureExplain;
const ticket = async (type: 'JSAPI' | 'WX_CARD'): Promise<string> => (await ticketOf(merchant.ctx, type)).ticket;

describe('signatureExplain finds nothing wrong with what the SDK signs on back ends', () => {
  it('for a page, with everything in its address', async () => {
    const url = 'https://shop.example/cards?a=1&b=%E5%88%B8#/top';
    const { timestamp, ...signed } = signJsConfig({ ticket: await ticket('JSAPI'), url });
    const page = { url, timestamp: String(timestamp), ...signed };
    expect(await explain({ page })).toMatchObject({ isValid: true, part: null });
    expect(await explain({ page: { ...page, url: 'https://shop.example/other' } })).toMatchObject({ isValid: false });
  });

  it.each([
    {},
    { shopId: '10001' },
    { cardType: 'GROUPON' },
    { cardId: 'card_01JD0000000000000000000000', shopId: '7' },
  ])('for a choice of cards with %j', async (narrowed) => {
    const signed = signCardSign({ appId: merchant.appId, apiTicket: await ticket('WX_CARD'), ...narrowed });
    const { signType: _, timestamp, ...sent } = signed;
    const cardSign = { ...sent, timestamp: String(timestamp) };
    expect(await explain({ cardSign })).toMatchObject({ isValid: true, part: null });
    expect(await explain({ cardSign: { ...cardSign, nonceStr: 'other' } })).toMatchObject({ isValid: false });
  });

  it('for a claim', async () => {
    const cardId = 'card_01JD0000000000000000000000';
    const cardExt = signCardExt({ version: 1, apiTicket: await ticket('WX_CARD'), cardId, openid: 'ann' });
    expect(await explain({ cardExt: { cardExt, cardId, openid: 'ann' } })).toMatchObject({ isValid: true, part: null });
  });
});
