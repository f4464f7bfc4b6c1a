import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WechatApi from 'wechat-api';
import { claimCard } from '../../src/domain/claims/index.ts';
import { readQrJpeg } from '@kaquan/browser';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { aGroupon, baseInfo } from './bodies.ts';

// A client that was not written here, as existing back ends use it: only its addresses are ours.
let api: Api;
let merchant: ServedMerchant;
let client: WechatApi;
beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant({ permissions: ['CUSTOM_CODE'] });
  client = new WechatApi(merchant.appId, merchant.appSecret);
  // Its `setEndpoint` forces https.
  client.endpoint = api.url;
  client.mpPrefix = `${api.url}/cgi-bin/`;
  client.fileServerPrefix = `${api.url}/cgi-bin/`;
});
afterAll(() => api.stop());

type Done = (error: Error | null, result: unknown) => void;

/** What the client calls back with; an errcode other than 0 is its error. */
const asked = (call: (done: Done) => void): Promise<Json> =>
  new Promise((resolve, reject) => call((error, result) => (error ? reject(error) : resolve(result))));

const cardIn = (body: Json): object => body.card;

async function aCardOf(changes: Record<string, unknown> = {}): Promise<string> {
  const { card_id: cardId } = await asked((done) => client.createCard(cardIn(aGroupon(changes)), done));
  return String(cardId);
}

const DEPOSITED = {
  use_custom_code: true,
  get_custom_code_mode: 'GET_CUSTOM_CODE_MODE_DEPOSIT',
  sku: { quantity: 0 },
};

async function claimOf(cardId: string, openid: string, code?: string): Promise<string> {
  const { codeId } = await claimCard(merchant.ctx, { cardId, openid, code });
  return (await api.root.prisma.code.findUniqueOrThrow({ where: { id: codeId } })).value;
}

describe('wechat-api, a client from npm', () => {
  it('takes a card of deposited codes from its creation to its deletion', async () => {
    const cardId = await aCardOf(DEPOSITED);
    const codes = ['A-0001', 'A-0002', 'A-0003'];
    expect(await asked((done) => client.importCustomizedCodes(cardId, codes, done))).toMatchObject({
      errcode: 0,
      succ_code: codes,
      duplicate_code: [],
      fail_code: [],
    });
    expect(await asked((done) => client.importCustomizedCodes(cardId, ['A-0003'], done))).toMatchObject({
      duplicate_code: ['A-0003'],
    });
    expect(await asked((done) => client.getDepositCodesCount(cardId, done))).toMatchObject({ count: 3 });
    expect(await asked((done) => client.checkCustomizedCodes(cardId, ['A-0001', 'B-0001'], done))).toMatchObject({
      exist_code: ['A-0001'],
      not_exist_code: ['B-0001'],
    });
    await expect(asked((done) => client.updateCardStock(cardId, 4, done))).rejects.toMatchObject({ code: 40136 });
    expect(await asked((done) => client.updateCardStock(cardId, 3, done))).toMatchObject({ errcode: 0 });
    expect(codes).toContain(await claimOf(cardId, 'ann'));
    const { card } = await asked((done) => client.getCard(cardId, done));
    expect(card.groupon.base_info).toMatchObject({
      use_custom_code: true,
      get_custom_code_mode: 'GET_CUSTOM_CODE_MODE_DEPOSIT',
      sku: { quantity: 2, total_quantity: 3 },
      status: 'CARD_STATUS_DISPATCH',
    });
    expect(
      await asked((done) =>
        client.updateCard(cardId, 'GROUPON', { base_info: { service_phone: '020-88888888' } }, done),
      ),
    ).toMatchObject({ send_check: false });
    const dispatched = await asked((done) => client.getCards(0, 10, ['CARD_STATUS_DISPATCH'], done));
    expect(dispatched.card_id_list).toContain(cardId);
    expect(await asked((done) => client.deleteCard(cardId, done))).toMatchObject({ errcode: 0 });
    const deleted = await asked((done) => client.getCards(0, 10, ['CARD_STATUS_DELETE'], done));
    expect(deleted).toMatchObject({ card_id_list: [cardId], total_num: 1 });
  });

  it('replaces, voids and consumes codes that the merchant gave', async () => {
    const cardId = await aCardOf({ use_custom_code: true });
    for (const code of ['C1', 'C2']) await claimOf(cardId, 'ben', code);
    expect(await asked((done) => client.updateCode('C1', cardId, 'C9', done))).toMatchObject({ errcode: 0 });
    await expect(asked((done) => client.getCode('C1', cardId, done))).rejects.toMatchObject({ code: 40056 });
    expect(await asked((done) => client.getCode('C9', cardId, done))).toMatchObject({ can_consume: true });
    expect(await asked((done) => client.consumeCode('C9', cardId, done))).toMatchObject({ openid: 'ben' });
    expect(await asked((done) => client.unavailableCode('C2', cardId, done))).toMatchObject({ errcode: 0 });
    await expect(asked((done) => client.consumeCode('C2', cardId, done))).rejects.toMatchObject({ code: 40127 });
  });

  it('names the users who may claim before a card is approved', async () => {
    const answer = await asked((done) => client.setTestWhitelist({ openid: ['ann', 'ben'], username: [] }, done));
    expect(answer).toMatchObject({ errcode: 0, white_list_size: 2, success_openid: ['ann', 'ben'] });
  });

  it('writes on a film ticket what stands on it', async () => {
    const { card_id: cardId } = await asked((done) =>
      client.createCard(
        { card_type: 'MOVIE_TICKET', movie_ticket: { base_info: baseInfo(), detail: '环球影城' } },
        done,
      ),
    );
    const code = await claimOf(String(cardId), 'cat');
    const ticket = { code, card_id: cardId, ticket_class: '4D', show_time: 1893456000, duration: 120 };
    const seat = { screening_room: '5号厅', seat_number: ['5排14号', '5排15号'] };
    expect(await asked((done) => client.updateMovieTicket({ ...ticket, ...seat }, done))).toMatchObject({ errcode: 0 });
  });

  it('makes QR codes of one card and of several, whose images lead to the claim', async () => {
    const [one, other] = [await aCardOf(), await aCardOf()];
    const single = await asked((done) => client.createQRCode({ card_id: one, outer_id: 7 }, done));
    expect(single).toMatchObject({ errcode: 0, url: `${api.root.publicUrl}/p/${single.ticket}` });
    const several = { multiple_card: { card_list: [{ card_id: one }, { card_id: other }] } };
    const both = await asked((done) => client.createCardQRCode(several, 600, done));
    expect(both).toMatchObject({ errcode: 0, expire_seconds: 600 });
    for (const { ticket, show_qrcode_url: address } of [single, both]) {
      const { pathname, search } = new URL(address);
      const image = await fetch(api.url + pathname + search);
      expect(readQrJpeg(Buffer.from(await image.arrayBuffer()))).toBe(`${api.root.publicUrl}/p/${ticket}`);
    }
  });

  it('takes a store from its creation to its deletion', async () => {
    const poi = {
      sid: 'npm-1',
      business_name: '肯打鸡',
      branch_name: '东方路店',
      province: '上海市',
      city: '上海市',
      district: '浦东新区',
      address: '东方路88号',
      telephone: '021-5794560',
      categories: ['美食,快餐小吃'],
      offset_type: 1,
      longitude: 121.52,
      latitude: 31.23,
      photo_list: [{ photo_url: 'http://mmbiz.qpic.cn/1' }],
      recommend: '鸡腿堡',
      special: '外卖服务',
      introduction: '快餐连锁',
      open_time: '10:00-18:00',
      avg_price: 88,
    };
    const { poi_id: poiId } = await asked((done) => client.addPoi(poi, done));
    const readOf = async (): Promise<Json> => (await asked((done) => client.getPoi(poiId, done))).business.base_info;
    expect(await readOf()).toEqual({ ...poi, poi_id: poiId, available_state: 3, update_status: 0 });
    const change = { poi_id: poiId, telephone: '021-1234567', avg_price: 99 };
    expect(await asked((done) => client.updatePoi(change, done))).toMatchObject({ errcode: 0 });
    expect(await readOf()).toMatchObject({ ...poi, ...change });
    const list = await asked((done) => client.getPois(0, 20, done));
    expect(list).toMatchObject({ total_count: '1', business_list: [{ base_info: { sid: 'npm-1', poi_id: poiId } }] });
    const { category_list: categories } = await asked((done) => client.getWXCategory(done));
    expect(categories).toContain('美食,快餐小吃');
    expect(await asked((done) => client.delPoi(poiId, done))).toMatchObject({ errcode: 0 });
    await expect(asked((done) => client.getPoi(poiId, done))).rejects.toMatchObject({ code: 65116 });
  });

  it('brings a card to users by list, and to all', async () => {
    const cardId = await aCardOf();
    await claimOf(cardId, 'dan');
    const message = (): object => ({ msgtype: 'wxcard', wxcard: { card_id: cardId } });
    const { msg_id: first } = await asked((done) => client.massSend(message(), ['dan', 'eve'], done));
    const { msg_id: second } = await asked((done) => client.massSend(message(), true, done));
    expect(second).toBeGreaterThan(first);
    const { prisma } = api.root;
    expect(await prisma.message.count({ where: { cardId, openid: 'dan' } })).toBe(2);
    expect(await prisma.message.count({ where: { cardId, openid: 'eve' } })).toBe(1);
  });
});
