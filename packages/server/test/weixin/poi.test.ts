import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCard, aStore, IMAGE_URL } from '../kit/factories.ts';
import { closeFastReview } from '../kit/reviews.ts';
import { merchantIdOf } from '../../src/domain/kit/access.ts';
import { aDoor, type Door } from './door.ts';

type Json = Record<string, unknown>;
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

const REQUIRED: Json = {
  business_name: '肯打鸡',
  province: '上海市',
  city: '上海市',
  address: '东方路 88 号',
  telephone: '021-5794560',
  categories: ['美食,快餐小吃'],
  offset_type: 1,
  longitude: 121.52,
  latitude: 31.23,
};
const WHOLE: Json = {
  ...REQUIRED,
  sid: '5794560',
  branch_name: '东方路店',
  district: '浦东新区',
  photo_list: [{ photo_url: IMAGE_URL }, { photo_url: 'http://mmbiz.qpic.cn/2' }],
  recommend: '脆皮鸡腿堡套餐',
  special: '免费 Wi-Fi,外卖服务',
  introduction: '快餐连锁',
  open_time: '10:00-18:00',
  avg_price: 88,
};
const business = (changes: Json = {}, base: Json = REQUIRED): Json => ({
  business: { base_info: { ...base, ...changes } },
});
const ask = async (call: string, body?: unknown, by: Door = door): Promise<Json> =>
  (await by.call(`/cgi-bin/poi/${call}`, body)).json;
const added = async (changes: Json = {}, by: Door = door): Promise<string> =>
  String((await ask('addpoi', business(changes), by))['poi_id']);
const baseInfoOf = async (poiId: unknown): Promise<Json> => {
  const { business: found } = await ask('getpoi', { poi_id: poiId });
  return baseInfoIn(found);
};
// Each store in an answer is an object with a `base_info`; a test reads what it expects there.
const baseInfoIn = (found: unknown): Json => (found as { base_info: Json }).base_info;
// So are the entries of the lists in answers.
const listIn = (found: unknown): unknown[] => found as unknown[];
/** A door whose merchant waits for an operator. */
async function aReviewedDoor(): Promise<Door> {
  const fresh = await aDoor();
  await closeFastReview({ ...fresh.ctx, merchantId: merchantIdOf(fresh.ctx) });
  return fresh;
}

describe('addpoi and getpoi', () => {
  it('keep each field', async () => {
    const answer = await ask('addpoi', business({}, WHOLE));
    expect(answer).toEqual({ errcode: 0, errmsg: 'ok', poi_id: expect.stringMatching(/^[0-9]+$/) });
    expect(await ask('getpoi', { poi_id: answer['poi_id'] })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      business: { base_info: { ...WHOLE, poi_id: answer['poi_id'], available_state: 3, update_status: 0 } },
    });
  });

  it('take numbers as text, and what is empty as not given', async () => {
    const poiId = await added({
      ...{ offset_type: '1', longitude: '116.41637', latitude: '-39.92855', avg_price: '' },
      ...{ sid: '', photo_list: [], poi_id: '', available_state: 2 },
    });
    expect(await baseInfoOf(poiId)).toEqual({
      ...REQUIRED,
      ...{ longitude: 116.41637, latitude: -39.92855, photo_list: [] },
      ...{ poi_id: poiId, available_state: 3, update_status: 0 },
    });
  });

  it('answer the number of a store in the spelling in which it was asked for', async () => {
    const poiId = await added();
    expect((await baseInfoOf(poiId))['poi_id']).toBe(poiId);
    expect((await baseInfoOf(Number(poiId)))['poi_id']).toBe(Number(poiId));
  });

  it.each<[Json, number, string]>([
    [{ business_name: '' }, 65109, 'business_name'],
    [{ address: null }, 65110, 'address'],
    [{ telephone: 'none' }, 65111, 'telephone'],
    [{ city: '' }, 65112, 'city'],
    [{ province: undefined }, 65113, 'province'],
    [{ categories: [] }, 65104, 'categories'],
    [{ categories: ['美食,'] }, 65104, 'categories[0]'],
    [{ longitude: undefined }, 41011, 'longitude'],
    [{ latitude: 91 }, 40035, 'latitude'],
    [{ latitude: 'north' }, 40035, 'latitude'],
    [{ offset_type: 1.5 }, 40035, 'offset_type'],
    [{ avg_price: -1 }, 40035, 'avg_price'],
    [{ branch_name: 1 }, 40035, 'branch_name'],
    [{ introduction: '字'.repeat(301) }, 45021, 'introduction'],
    [{ photo_list: [{ photo_url: 'http://example.com/a.png' }] }, 65105, 'photo_list[0]'],
    [{ photo_list: [{}] }, 65114, 'photo_list[0].photo_url'],
    [{ photo_list: ['x'] }, 40035, 'photo_list[0]'],
  ])('refuse %j', async (changes, errcode, path) => {
    expect(await ask('addpoi', business(changes))).toMatchObject({
      errcode,
      errmsg: expect.stringContaining(` ${path} rid: `),
    });
  });

  it('refuse a body without a store, and a sid that is taken', async () => {
    expect(await ask('addpoi', {})).toMatchObject({ errcode: 41011, errmsg: expect.stringContaining('business ') });
    expect(await ask('addpoi', { business: {} })).toMatchObject({ errcode: 41011 });
    expect(await ask('addpoi', { business: { base_info: [] } })).toMatchObject({ errcode: 40035 });
    await added({ sid: 'taken' });
    expect(await ask('addpoi', business({ sid: 'taken' }))).toMatchObject({
      errcode: 40035,
      errmsg: expect.stringContaining(' sid rid: '),
    });
  });
});

describe.each(['getpoi', 'delpoi', 'updatepoi'])('the poi_id of %s', (call) => {
  const asked = (poiId: unknown, by: Door = door): Promise<Json> =>
    ask(call, call === 'updatepoi' ? business({ poi_id: poiId, special: 'a' }, {}) : { poi_id: poiId }, by);

  it.each([
    [undefined, 41011],
    ['', 41011],
    ['abc', 40098],
    [-1, 40098],
    [1.5, 40098],
    [{}, 40098],
    ['999999999', 65115],
    [2_147_483_648, 65115],
  ])('%j is refused by %i', async (poiId, errcode) => {
    expect(await asked(poiId)).toMatchObject({ errcode, errmsg: expect.stringContaining(' poi_id rid: ') });
  });

  it('is unknown to other merchants, and tells what was deleted', async () => {
    const poiId = await added();
    expect(await asked(poiId, other)).toMatchObject({ errcode: 65115 });
    await ask('delpoi', { poi_id: poiId });
    expect(await asked(poiId)).toMatchObject({ errcode: 65116 });
    expect(await asked(poiId, other)).toMatchObject({ errcode: 65115 });
  });
});

describe('updatepoi', () => {
  const SERVICE: Json = {
    ...{
      telephone: '400-1234',
      photo_list: [{ photo_url: 'http://mmbiz.qpic.cn/9' }],
      recommend: '新',
      special: '停车',
    },
    ...{ introduction: '介绍', open_time: '9:00-21:00', avg_price: 66 },
  };

  it('replaces the service fields that are given and leaves the others', async () => {
    const { poi_id: poiId } = await ask('addpoi', business({ sid: 'u-1' }, WHOLE));
    expect(
      await ask('updatepoi', business({ poi_id: poiId, special: '停车', recommend: '', photo_list: [] }, {})),
    ).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    expect(await baseInfoOf(poiId)).toMatchObject({ ...WHOLE, sid: 'u-1', special: '停车' });
    await ask('updatepoi', business({ poi_id: poiId, ...SERVICE }, {}));
    expect(await baseInfoOf(poiId)).toMatchObject(SERVICE);
  });

  it('takes back what was read, and refuses another value of what stays', async () => {
    const { poi_id: poiId } = await ask('addpoi', business({ sid: 'u-2' }, WHOLE));
    const read = await baseInfoOf(poiId);
    expect(await ask('updatepoi', business({ ...read, special: '停车' }, {}))).toMatchObject({ errcode: 0 });
    expect(await ask('updatepoi', business({ poi_id: poiId, address: '别处' }, {}))).toMatchObject({
      errcode: 65107,
      errmsg: expect.stringContaining(' address rid: '),
    });
    expect(await ask('updatepoi', business({ poi_id: poiId, telephone: 'x' }, {}))).toMatchObject({ errcode: 65111 });
  });

  it('is open to approved stores without a change that waits', async () => {
    const { poiId } = await aStore(door.ctx);
    const reviewed = await aReviewedDoor();
    const waiting = await added({}, reviewed);
    expect(await ask('getpoi', { poi_id: waiting }, reviewed)).toMatchObject({
      business: { base_info: { available_state: 2, update_status: 0 } },
    });
    const change = { poi_id: waiting, special: 'a' };
    expect(await ask('updatepoi', business(change, {}), reviewed)).toMatchObject({ errcode: 65106 });
    await reviewed.ctx.prisma.store.update({ where: { poiId: Number(waiting) }, data: { state: 'APPROVED' } });
    expect(await ask('updatepoi', business(change, {}), reviewed)).toMatchObject({ errcode: 0 });
    expect(await ask('updatepoi', business(change, {}), reviewed)).toMatchObject({ errcode: 65107 });
    const { business: after } = await ask('getpoi', { poi_id: waiting }, reviewed);
    expect(after).toMatchObject({ base_info: { available_state: 3, update_status: 1 } });
    expect(after).not.toHaveProperty('base_info.special');
    expect(await ask('getpoi', { poi_id: poiId }, reviewed)).toMatchObject({ errcode: 65115 });
    await reviewed.stop();
  });
});

describe('delpoi', () => {
  it('refuses a store that a live card names', async () => {
    const { id, poiId } = await aStore(door.ctx);
    await aCard(door.ctx, { storeIds: [id] });
    expect(await ask('delpoi', { poi_id: poiId })).toMatchObject({ errcode: 65117 });
  });
});

describe('getpoilist', () => {
  it('pages through the stores, oldest first, and counts them in text', async () => {
    const fresh = await aDoor();
    const ids: string[] = [];
    for (const address of ['一', '二', '三']) ids.push(await added({ address }, fresh));
    const page = async (body: Json): Promise<unknown[]> => {
      const { business_list: list, total_count: total } = await ask('getpoilist', body, fresh);
      expect(total).toBe('3');
      return listIn(list).map((one) => baseInfoIn(one)['poi_id']);
    };
    expect(await page({ begin: 0, limit: 2 })).toEqual(ids.slice(0, 2));
    expect(await page({ begin: '2' })).toEqual(ids.slice(2));
    expect(await page({ begin: 3, limit: 50 })).toEqual([]);
    const { business_list: list } = await ask('getpoilist', { limit: 1 }, fresh);
    expect(list).toEqual([
      {
        base_info: { ...REQUIRED, address: '一', photo_list: [], poi_id: ids[0], available_state: 3, update_status: 0 },
      },
    ]);
    await fresh.stop();
  });

  it.each([
    ['limit', 51],
    ['limit', 0],
    ['limit', 'x'],
    ['begin', -1],
    ['begin', 1e12],
    ['begin', 1.5],
  ])('refuses a %s of %j', async (name, value) => {
    expect(await ask('getpoilist', { [name]: value })).toMatchObject({
      errcode: 40035,
      errmsg: expect.stringContaining(` ${name} rid: `),
    });
  });
});

describe.each(['/cgi-bin/poi/getwxcategory', '/cgi-bin/api_getwxcategory'])('%s', (path) => {
  it('lists categories as text, the merchant’s own first, and each may be given to a store', async () => {
    const fresh = await aDoor();
    await added({ categories: ['美食,火锅'] }, fresh);
    const { json } = await fresh.call(path);
    const [own, ...open] = listIn(json['category_list']).map(String);
    expect([json['errcode'], own]).toEqual([0, '美食,火锅']);
    expect(open).toContain('Catering,Hot pot');
    expect(new Set(open).size).toBe(open.length);
    for (const category of open)
      expect(await ask('addpoi', business({ categories: [category], address: category }), fresh)).toMatchObject({
        errcode: 0,
      });
    await fresh.stop();
  }, 30_000);
});
