import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { type Api, server } from '../kit/server.ts';
import { aGroupon } from './bodies.ts';

let api: Api;
beforeAll(async () => {
  api = await server();
});
afterAll(() => api.stop());

describe('the Weixin door of a whole server', () => {
  it('takes a card from its creation to its use', async () => {
    const merchant = await api.aMerchant();
    const created = await api.weixin(merchant, '/card/create', aGroupon());
    expect(created.json).toMatchObject({ errcode: 0 });
    const cardId: unknown = created.json.card_id;
    const { codeId } = await claimCard(merchant.ctx, { cardId: String(cardId), openid: 'ann', outerStr: 'poster' });
    const { value } = await api.root.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
    const got = await api.weixin(merchant, '/card/code/get', { code: value });
    expect(got.json).toMatchObject({ can_consume: true, outer_str: 'poster', user_card_status: 'NORMAL' });
    const card = await api.weixin(merchant, '/card/get', { card_id: cardId });
    expect(card.json.card.groupon.base_info).toMatchObject({
      status: 'CARD_STATUS_DISPATCH',
      sku: { quantity: 99, total_quantity: 100 },
    });
    const consumed = await api.weixin(merchant, '/card/code/consume', { code: value });
    expect(consumed.json).toEqual({ errcode: 0, errmsg: 'ok', card: { card_id: cardId }, openid: 'ann' });
    const again = await api.weixin(merchant, '/card/code/consume', { code: value });
    expect(again.json).toMatchObject({ errcode: 40099 });
  });

  it('names in a refusal the request that its header and the log name', async () => {
    const { headers, json } = await api.post('/card/get', {}, { 'X-Request-Id': 'mine-1' });
    expect(headers.get('x-request-id')).toBe('mine-1');
    expect(json).toEqual({ errcode: 41001, errmsg: 'access_token missing rid: mine-1' });
  });

  it('answers a refused body of 2 MB and goes on', async () => {
    const merchant = await api.aMerchant();
    const refused = await api.weixin(merchant, '/card/create', `{"card":"${'x'.repeat(2_000_000)}"}`);
    expect(refused.json).toMatchObject({ errcode: 47001 });
    expect((await api.weixin(merchant, '/card/create', aGroupon())).json).toMatchObject({ errcode: 0 });
  });

  it('leaves paths that are none of the contract to others', async () => {
    expect((await api.post('/card/nothing', {})).status).toBe(404);
    expect((await api.post('/cgi-bin/nothing', {})).status).toBe(404);
  });
});
