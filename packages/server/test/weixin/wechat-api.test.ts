import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WechatApi from 'wechat-api';
import { claimCard } from '../../src/domain/claims/index.ts';
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
