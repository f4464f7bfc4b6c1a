import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import type { Card } from '../../src/generated/prisma/client.ts';
import { aStore } from '../kit/factories.ts';
import { aGroupon, baseInfo, GROUPON_DETAIL } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
let other: Door;
beforeAll(async () => {
  [door, other] = [await aDoor(), await aDoor()];
});
afterAll(async () => {
  expect([...door.faults, ...other.faults]).toEqual([]);
  await door.stop();
  await other.stop();
});

type Json = Record<string, unknown>;

const idOf = (json: Json): string => String(json['card_id']);
const made = async (base: Json = {}, advanced: Json = {}, at = door): Promise<string> =>
  idOf((await at.call('/card/create', aGroupon(base, advanced))).json);
const update = async (cardId: unknown, base: Json = {}, rest: Json = {}, at = door): Promise<Json> =>
  (await at.call('/card/update', { card_id: cardId, groupon: { base_info: base, ...rest } })).json;
const stored = (id: string): Promise<Card> => door.ctx.prisma.card.findUniqueOrThrow({ where: { id } });
const closeFast = (at: Door, fastReviewClosedUntil: Date | null) =>
  at.ctx.prisma.merchant.update({ where: { appId: at.appId }, data: { fastReviewClosedUntil } });
const SPAN = { type: 'DATE_TYPE_FIX_TIME_RANGE', begin_timestamp: 1_900_000_000, end_timestamp: 2_000_000_000 };

describe('/card/update', () => {
  it('changes what is named and leaves the rest', async () => {
    const id = await made({ service_phone: '010-1', center_title: '去用', center_url: 'http://a.example/1' });
    const changes = { title: '新标题', color: 'Color100', center_url: 'http://a.example/2', get_limit: 3 };
    expect(await update(id, changes)).toEqual({ errcode: 0, errmsg: 'ok', send_check: false });
    expect(await stored(id)).toMatchObject({
      title: '新标题',
      color: 'Color100',
      claimLimit: 3,
      servicePhone: '010-1',
      brandName: '海底捞',
      canShare: false,
      entries: { center: { title: '去用', url: 'http://a.example/2' } },
    });
  });

  it('takes empty texts and nulls for what a client leaves out', async () => {
    const id = await made({ service_phone: '010-1' });
    expect(await update(id, { service_phone: '', notice: null })).toMatchObject({ errcode: 0 });
    expect(await stored(id)).toMatchObject({ servicePhone: '010-1', notice: '使用时出示', version: 1 });
  });

  it('takes a wider span, also by the old number of its type', async () => {
    const id = await made({ date_info: SPAN });
    const wider = { type: 1, begin_timestamp: 1_890_000_000, end_timestamp: 2_010_000_000 };
    expect(await update(id, { date_info: wider })).toMatchObject({ errcode: 0, send_check: false });
    expect(await stored(id)).toMatchObject({ validUntil: new Date(2_010_000_000_000) });
  });

  it('takes a begin of 0 for one that is left out, not for 1970', async () => {
    const id = await made({ date_info: SPAN });
    const later = { type: 1, begin_timestamp: 0, end_timestamp: 2_010_000_000 };
    expect(await update(id, { date_info: later })).toMatchObject({ errcode: 0 });
    expect(await stored(id)).toMatchObject({
      validFrom: new Date(SPAN.begin_timestamp * 1_000),
      validUntil: new Date(2_010_000_000_000),
    });
  });

  it('leaves whom a card binds as it was made', async () => {
    const id = await made({ bind_openid: true });
    expect(await update(id, { bind_openid: true, title: '新标题' })).toMatchObject({ errcode: 0 });
    const { json } = await door.call('/card/get', { card_id: id });
    expect(json['card']).toMatchObject({ groupon: { base_info: { bind_openid: true, title: '新标题' } } });
    expect(await update(id, { bind_openid: false })).toMatchObject({ errcode: 40112 });
  });

  it('says that a change waits for review, and keeps the approved face', async () => {
    const id = await made();
    await closeFast(door, new Date('2099-01-01'));
    expect(await update(id, { notice: '新提示' })).toMatchObject({ errcode: 0, send_check: true });
    expect(await update(id, { service_phone: '010-2' })).toMatchObject({ errcode: 0, send_check: false });
    await closeFast(door, null);
    expect(await stored(id)).toMatchObject({ notice: '使用时出示', servicePhone: '010-2', status: 'READY' });
  });

  type Changes = [base: Json, rest?: Json];
  const BAD: [what: string, changes: Changes, errcode: number, path: string][] = [
    ['another brand', [{ brand_name: '别家' }], 47001, 'base_info.brand_name'],
    ['stock', [{ sku: { quantity: 3 } }], 47001, 'base_info.sku.quantity'],
    ['another deal', [{}, { deal_detail: '别的' }], 47001, 'deal_detail'],
    ['a binding of users', [{ bind_openid: true }], 40112, 'base_info.bind_openid'],
    ['an unknown name', [{ tilte: 'x' }], 47001, 'base_info.tilte'],
    ['an over-long title', [{ title: '一二三四五六七八九十' }], 45021, 'base_info.title'],
    ['an unknown colour', [{ color: '#63b359' }], 40076, 'base_info.color'],
    [
      'a later begin',
      [{ date_info: { ...SPAN, begin_timestamp: 1_950_000_000 } }],
      40100,
      'base_info.date_info.begin_timestamp',
    ],
    [
      'an earlier end',
      [{ date_info: { ...SPAN, end_timestamp: 1_950_000_000 } }],
      40100,
      'base_info.date_info.end_timestamp',
    ],
    ['a term for a span', [{ date_info: { type: 2, fixed_term: 30 } }], 40100, 'base_info.date_info.type'],
    ['an unknown store', [{ location_id_list: [2_000_000_000] }], 40098, 'base_info.location_id_list[0]'],
    ['friends’ coupons', [{}, { advanced_info: { share_friends: true } }], 48001, 'advanced_info.share_friends'],
  ];
  it.each(BAD)('refuses %s', async (_what, changes, errcode, path) => {
    const id = await made({ date_info: SPAN });
    const answer = await update(id, ...changes);
    expect(answer).toMatchObject({ errcode, errmsg: expect.stringContaining(` ${path} `) });
    expect(await stored(id)).toMatchObject({ version: 1 });
  });

  it('refuses the object of another type, none, and two', async () => {
    const id = await made();
    const errcodeOf = async (body: Json) => (await door.call('/card/update', body)).json['errcode'];
    expect(await errcodeOf({ card_id: id, gift: { base_info: { title: '好' } } })).toBe(47001);
    expect(await errcodeOf({ card_id: id })).toBe(41011);
    expect(await errcodeOf({ card_id: id, groupon: {}, gift: {} })).toBe(47001);
    expect(await errcodeOf({ card_id: id, base_info: {} })).toBe(47001);
    expect(await errcodeOf({ groupon: GROUPON_DETAIL })).toBe(41012);
    expect(await update('card_1', { title: '好' })).toMatchObject({ errcode: 40073 });
    expect(await update(id, { title: '好' }, {}, other)).toMatchObject({ errcode: 40073 });
  });

  it('takes stores away by 0 only while the card is not live', async () => {
    const store = await aStore(door.ctx);
    const live = await made({ location_id_list: [store.poiId] });
    expect(await update(live, { location_id_list: [0] })).toMatchObject({
      errcode: 40035,
      errmsg: expect.stringContaining('base_info.location_id_list'),
    });
    await closeFast(door, new Date('2099-01-01'));
    const waiting = await made({ location_id_list: [store.poiId] });
    expect(await update(waiting, { location_id_list: [0] })).toMatchObject({ errcode: 0, send_check: true });
    expect(await update(waiting, { location_id_list: [store.poiId] })).toMatchObject({ errcode: 0 });
    expect(await update(waiting, { location_id_list: 0 })).toMatchObject({ errcode: 0 });
    await closeFast(door, null);
    expect(await door.ctx.prisma.cardStore.count({ where: { cardId: waiting } })).toBe(0);
  });
});

describe('/card/update of other types', () => {
  const create = async (type: string, fields: Json, base: Json = {}): Promise<string> =>
    idOf(
      (
        await door.call('/card/create', {
          card: { card_type: type, [type.toLowerCase()]: { base_info: baseInfo(base), ...fields } },
        })
      ).json,
    );
  const shown = async (id: string, key: string): Promise<unknown> => {
    const { json } = await door.call('/card/get', { card_id: id });
    return Reflect.get(Object(json['card']), key);
  };

  it('changes the fields of a membership card one by one, and switches nothing off', async () => {
    const fields = {
      custom_field1: { name: '等级', url: 'http://a.example/1' },
      supply_bonus: true,
      supply_balance: false,
    };
    const id = await create('MEMBER_CARD', { prerogative: '九折', ...fields });
    const change = async (changes: Json) =>
      (await door.call('/card/update', { card_id: id, member_card: changes })).json;
    expect(await change({ custom_field2: { name: '里程' }, supply_balance: true, wx_activate: true })).toMatchObject({
      errcode: 0,
      send_check: false,
    });
    expect(await shown(id, 'member_card')).toMatchObject({
      ...fields,
      supply_balance: true,
      custom_field2: { name: '里程' },
      wx_activate: true,
    });
    expect(await change({ supply_bonus: false })).toMatchObject({
      errcode: 40135,
      errmsg: expect.stringContaining(' supply_bonus '),
    });
    expect(await change({ custom_field4: { name: '四' } })).toMatchObject({ errcode: 40124 });
  });

  it('sends the detail of a movie to review', async () => {
    const id = await create('MOVIE_TICKET', { detail: '流浪地球' });
    await closeFast(door, new Date('2099-01-01'));
    const { json } = await door.call('/card/update', { card_id: id, movie_ticket: { detail: '流浪地球 2' } });
    await closeFast(door, null);
    expect(json).toMatchObject({ errcode: 0, send_check: true });
    expect(await shown(id, 'movie_ticket')).toMatchObject({ detail: '流浪地球' });
  });
});

describe('/card/delete', () => {
  it('deletes a card once', async () => {
    const id = await made();
    expect((await door.call('/card/delete', { card_id: id })).json).toEqual({ errcode: 0, errmsg: 'ok' });
    expect((await door.call('/card/delete', { card_id: id })).json).toMatchObject({ errcode: 40078 });
    const { json } = await door.call('/card/get', { card_id: id });
    expect(json['card']).toMatchObject({ groupon: { base_info: { status: 'CARD_STATUS_DELETE' } } });
    expect(await update(id, { title: '好' })).toMatchObject({ errcode: 40078 });
  });

  it('refuses what is missing, unknown, or another merchant’s', async () => {
    const id = await made();
    expect((await door.call('/card/delete', {})).json).toMatchObject({ errcode: 41012 });
    expect((await door.call('/card/delete', { card_id: 'card_1' })).json).toMatchObject({ errcode: 40073 });
    expect((await other.call('/card/delete', { card_id: id })).json).toMatchObject({ errcode: 40073 });
  });
});

describe('/card/batchget', () => {
  it('pages through the cards that are not deleted, or those of a status by any of its spellings', async () => {
    const shop = await aDoor();
    const ids = [
      await made({}, {}, shop),
      await made({}, {}, shop),
      await made({}, {}, shop),
      await made({}, {}, shop),
    ];
    const [claimed, withdrawn, ready, deleted] = ids;
    await claimCard(shop.ctx, { cardId: String(claimed), openid: 'ann' });
    await shop.ctx.prisma.card.update({ where: { id: String(withdrawn) }, data: { status: 'WITHDRAWN' } });
    await shop.call('/card/delete', { card_id: deleted });
    const list = async (body: Json) => {
      const { json } = await shop.call('/card/batchget', { offset: 0, count: 50, ...body });
      return [json['card_id_list'], json['total_num']];
    };
    expect(await list({})).toEqual([[claimed, withdrawn, ready], 3]);
    expect(await list({ offset: 1, count: 1 })).toEqual([[withdrawn], 3]);
    expect(await list({ offset: 9 })).toEqual([[], 3]);
    expect(await list({ status_list: ['CARD_STATUS_VERIFY_OK'] })).toEqual([[withdrawn, ready], 2]);
    for (const name of ['CARD_STATUS_DISPATCH', 'CARD_STATUS_USER_DISPATCH'])
      expect(await list({ status_list: [name] })).toEqual([[claimed], 1]);
    for (const name of ['CARD_STATUS_DELETE', 'CARD_STATUS_USER_DELETE'])
      expect(await list({ status_list: [name] })).toEqual([[deleted], 1]);
    const often = Array.from({ length: 40_000 }, () => 'CARD_STATUS_DISPATCH');
    expect(await list({ status_list: often })).toEqual([[claimed], 1]);
    expect(await list({ status_list: ['CARD_STATUS_NOT_VERIFY', 'CARD_STATUS_VERIFY_FALL'] })).toEqual([[], 0]);
    await shop.stop();
  });

  it.each<[string, Json, number, string]>([
    ['no offset', { count: 10 }, 41011, 'offset'],
    ['no count', { offset: 0 }, 41011, 'count'],
    ['more than 50', { offset: 0, count: 51 }, 40035, 'count'],
    ['an offset below 0', { offset: -1, count: 10 }, 40035, 'offset'],
    ['an offset beyond all', { offset: 3_000_000_000, count: 10 }, 40035, 'offset'],
    ['a text', { offset: '0', count: 10 }, 40035, 'offset'],
    ['an unknown status', { offset: 0, count: 10, status_list: ['CARD_STATUS_GONE'] }, 40035, 'status_list[0]'],
  ])('refuses %s', async (_what, body, errcode, path) => {
    const { json } = await door.call('/card/batchget', body);
    expect(json).toMatchObject({ errcode, errmsg: expect.stringContaining(` ${path} `) });
  });
});

describe('/card/user/getcardlist', () => {
  it('lists what a user holds and can use now or later', async () => {
    const [one, two] = [await made(), await made({ date_info: { ...SPAN, begin_timestamp: 1_700_000_000 } })];
    const openid = 'holder-1';
    for (const cardId of [one, two]) await claimCard(door.ctx, { cardId, openid });
    const [gone] = await door.ctx.prisma.code.findMany({ where: { cardId: one, openid } });
    const list = async (body: Json, at = door) => (await at.call('/card/user/getcardlist', { openid, ...body })).json;
    const codes = async () => {
      const { card_list } = await list({});
      return Array.isArray(card_list) ? card_list.map((entry: Json) => entry['card_id']) : [];
    };
    expect(await codes()).toEqual([two, one]);
    expect(await list({ card_id: one })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      card_list: [{ code: gone?.value, card_id: one }],
      has_share_card: false,
    });
    await door.ctx.prisma.code.update({ where: { id: String(gone?.id) }, data: { status: 'CONSUMED' } });
    expect(await codes()).toEqual([two]);
    expect(await list({ card_id: 'card_1' })).toMatchObject({ errcode: 40073 });
    expect(await list({}, other)).toMatchObject({ errcode: 0, card_list: [] });
  });

  it.each([{}, { openid: '' }, { openid: 'a b' }])('refuses %j as no user', async (body) =>
    expect((await door.call('/card/user/getcardlist', body)).json).toMatchObject({ errcode: 40003 }),
  );
});

describe('/card/testwhitelist/set', () => {
  it('replaces the testers, who may then claim what is not approved', async () => {
    const set = async (body: Json) => (await door.call('/card/testwhitelist/set', body)).json;
    expect(await set({ openid: ['ann', 'bob'], username: ['Ann'] })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      white_list_size: 2,
      success_openid: ['ann', 'bob'],
      success_username: [],
    });
    await closeFast(door, new Date('2099-01-01'));
    const id = await made();
    await closeFast(door, null);
    expect(await claimCard(door.ctx, { cardId: id, openid: 'ann' })).toMatchObject({ openid: 'ann' });
    expect(await set({ openid: [] })).toMatchObject({ white_list_size: 0 });
    await expect(claimCard(door.ctx, { cardId: id, openid: 'ann' })).rejects.toMatchObject({ weixinCode: 40078 });
  });

  it.each<[string, Json, number]>([
    ['nothing', {}, 41011],
    ['names alone', { username: ['Ann'] }, 40035],
    ['no openid', { openid: ['a b'] }, 40003],
    ['a number', { openid: [7] }, 40035],
    ['one that is no list', { openid: 'ann' }, 40035],
    ['eleven', { openid: Array.from({ length: 11 }, (_, index) => `u${index}`) }, 45021],
  ])('refuses %s', async (_what, body, errcode) =>
    expect((await door.call('/card/testwhitelist/set', body)).json).toMatchObject({ errcode }),
  );

  it('lets a live card apply to all stores of the moment, and never to fewer again', async () => {
    const at = await aDoor();
    const store = await aStore(at.ctx);
    const id = await made({ location_id_list: [store.poiId] }, {}, at);
    const everywhere = { use_all_locations: true, location_id_list: [] };
    expect(await update(id, everywhere, {}, at)).toMatchObject({ errcode: 0, send_check: false });
    const got = await at.call('/card/get', { card_id: id });
    expect(got.json).toMatchObject({ card: { groupon: { base_info: { use_all_locations: true } } } });
    expect(await update(id, { use_all_locations: false, location_id_list: [store.poiId] }, {}, at)).toMatchObject({
      errcode: 40035,
      errmsg: expect.stringContaining('base_info.use_all_locations'),
    });
    const later = await aStore(at.ctx);
    const { codeId } = await claimCard(at.ctx, { cardId: id, openid: 'ann' });
    const { value } = await at.ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
    await expect(redeemCode(at.ctx, { value, storeId: later.id })).resolves.toMatchObject({ storeId: later.id });
    expect(at.faults).toEqual([]);
    await at.stop();
  });
});
