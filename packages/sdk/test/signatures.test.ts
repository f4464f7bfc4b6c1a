import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signCardExt, signCardSign, signJsConfig } from '../src/entries/server.ts';
import { type KaquanServer, startKaquan } from './kit/kaquan-server.ts';

type Json = ReturnType<typeof JSON.parse>;

let kaquan: KaquanServer;
let token: string;
beforeAll(async () => {
  kaquan = await startKaquan();
  const { appId, appSecret } = kaquan.sandbox;
  token = (await get('/cgi-bin/token', { grant_type: 'client_credential', appid: appId, secret: appSecret }))
    .access_token;
});
afterAll(() => kaquan.stop());

const get = async (path: string, query: Record<string, string>): Promise<Json> =>
  (await fetch(`${kaquan.sandbox.url}${path}?${new URLSearchParams(query)}`)).json();
/** As back ends of merchants get it. */
const ticket = async (type: 'jsapi' | 'wx_card'): Promise<string> =>
  (await get('/cgi-bin/ticket/getticket', { access_token: token, type })).ticket;

async function explain(input: object): Promise<Json> {
  const query = 'query ($input: SignatureExplainInput!) { signatureExplain(input: $input) { isValid part } }';
  const response = await fetch(`${kaquan.sandbox.url}/graphql`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${kaquan.sandbox.secretKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data, errors }: Json = await response.json();
  expect(errors).toBeUndefined();
  return data.signatureExplain;
}

const GOOD = { isValid: true, part: null };
const CARD = 'card_01JD0000000000000000000000';

describe('the server finds nothing wrong with what is signed on a back end', () => {
  it('for a page, with everything in its address', async () => {
    const url = 'https://shop.example/cards?a=1&b=%E5%88%B8#/top';
    const { timestamp, ...signed } = signJsConfig({ ticket: await ticket('jsapi'), url });
    const page = { url, timestamp: String(timestamp), ...signed };
    expect(await explain({ page })).toEqual(GOOD);
    expect(await explain({ page: { ...page, url: 'https://shop.example/other' } })).toMatchObject({ isValid: false });
  });

  it.each([{}, { shopId: '10001' }, { cardType: 'GROUPON' }, { cardId: CARD, shopId: '7' }])(
    'for a choice of cards with %j',
    async (narrowed) => {
      const { appId } = kaquan.sandbox;
      const signed = signCardSign({ appId, apiTicket: await ticket('wx_card'), ...narrowed });
      const { signType: _, timestamp, ...sent } = signed;
      const cardSign = { ...sent, timestamp: String(timestamp) };
      expect(await explain({ cardSign })).toEqual(GOOD);
      expect(await explain({ cardSign: { ...cardSign, nonceStr: 'other' } })).toMatchObject({ isValid: false });
    },
  );

  it('for a claim', async () => {
    const first = signCardExt({ version: 1, apiTicket: await ticket('wx_card'), cardId: CARD, openid: 'ann' });
    expect(await explain({ cardExt: { cardExt: first, cardId: CARD, openid: 'ann' } })).toEqual(GOOD);
    expect(await explain({ cardExt: { cardExt: first, cardId: CARD, openid: 'ben' } })).toMatchObject({
      part: 'OPENID',
    });
  });
});
