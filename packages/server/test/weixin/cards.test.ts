import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStore } from '../kit/factories.ts';
import { aGroupon, baseInfo, withPath } from './bodies.ts';
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

const rows = (): Promise<number> => door.ctx.prisma.card.count({ where: { merchant: { appId: door.appId } } });
const range = (begin_timestamp: unknown, end_timestamp: unknown) => ({
  date_info: { type: 'DATE_TYPE_FIX_TIME_RANGE', begin_timestamp, end_timestamp },
});
const IMAGE = 'http://mmbiz.qpic.cn/a/0';

describe('/card/create', () => {
  it('makes a card that can be claimed, without sharing and gifting', async () => {
    const { json } = await door.call('/card/create', aGroupon());
    expect(json).toEqual({ errcode: 0, errmsg: 'ok', card_id: expect.stringMatching(/^card_/) });
    const card = await door.ctx.prisma.card.findUniqueOrThrow({ where: { id: String(json['card_id']) } });
    expect(card).toMatchObject({
      status: 'READY',
      canShare: false,
      canGiveFriend: false,
      claimLimit: 50,
      useLimit: 50,
    });
  });

  const BAD: [what: string, body: Record<string, unknown>, errcode: number, path: string][] = [
    ['an unknown field', aGroupon({ tilte: 'x' }), 47001, 'base_info.tilte'],
    ['a wrong kind of value', aGroupon({ get_limit: '3' }), 40035, 'base_info.get_limit'],
    ['an over-long title', aGroupon({ title: '一二三四五六七八九十' }), 45021, 'base_info.title'],
    ['an empty title', aGroupon({ title: '' }), 41011, 'base_info.title'],
    ['a blank title', aGroupon({ title: '  ' }), 41011, 'base_info.title'],
    ['a null as title', aGroupon({ title: null }), 41011, 'base_info.title'],
    ['a colour of its own', aGroupon({ color: '#63b359' }), 40076, 'base_info.color'],
    ['an unknown code type', aGroupon({ code_type: 'CODE_TYPE_MAGIC' }), 40072, 'base_info.code_type'],
    [
      'both location fields',
      aGroupon({ location_id_list: [1], use_all_locations: true }),
      40035,
      'base_info.location_id_list',
    ],
    [
      'an end before the begin',
      aGroupon(range(1_900_000_000, 1_800_000_000)),
      40079,
      'base_info.date_info.end_timestamp',
    ],
    [
      'a time after 2038-01-19',
      aGroupon(range(1_900_000_000, 2_200_000_000)),
      40079,
      'base_info.date_info.end_timestamp',
    ],
    ['a negative time', aGroupon(range(-5, 1_900_000_000)), 40079, 'base_info.date_info.begin_timestamp'],
    [
      'milliseconds',
      aGroupon(range(1_800_000_000_000, 1_900_000_000_000)),
      40079,
      'base_info.date_info.begin_timestamp',
    ],
    ['a time beyond all calendars', aGroupon(range(1_900_000_000, 9e15)), 40079, 'base_info.date_info.end_timestamp'],
    [
      'a sub-merchant',
      aGroupon({ sub_merchant_info: { merchant_id: 1 } }),
      48001,
      'base_info.sub_merchant_info.merchant_id',
    ],
    ['no begin', aGroupon(range(undefined, 1_900_000_000)), 41011, 'base_info.date_info.begin_timestamp'],
    ['no validity', aGroupon({ date_info: null }), 41011, 'base_info.date_info'],
    [
      'a term of no days',
      aGroupon({ date_info: { type: 2, fixed_term: 0, fixed_begin_term: 0 } }),
      40079,
      'base_info.date_info.fixed_term',
    ],
    ['a permanent coupon', aGroupon({ date_info: { type: 'DATE_TYPE_PERMANENT' } }), 40079, 'base_info.date_info.type'],
    ['a negative stock', aGroupon({ sku: { quantity: -1 } }), 40122, 'base_info.sku.quantity'],
    ['a huge stock', aGroupon({ sku: { quantity: 100_000_001 } }), 40122, 'base_info.sku.quantity'],
    ['a stock beyond all numbers', aGroupon({ sku: { quantity: 1e308 } }), 40035, 'base_info.sku.quantity'],
    ['no stock', aGroupon({ sku: {} }), 41011, 'base_info.sku.quantity'],
    ['a limit of none', aGroupon({ get_limit: 0 }), 40035, 'base_info.get_limit'],
    ['a logo from anywhere', aGroupon({ logo_url: 'http://evil.example/a.png' }), 40141, 'base_info.logo_url'],
    ['a logo without scheme', aGroupon({ logo_url: 'mmbiz.qpic.cn/a' }), 40141, 'base_info.logo_url'],
    [
      'a script as link',
      aGroupon({ center_title: 'x', center_url: 'javascript:alert(1)' }),
      40035,
      'base_info.center_url',
    ],
    [
      'a store that is not there',
      aGroupon({ location_id_list: [2_147_483_648] }),
      40098,
      'base_info.location_id_list[0]',
    ],
    ['custom codes', aGroupon({ use_custom_code: true }), 48001, 'base_info.use_custom_code'],
    [
      'deposited codes',
      aGroupon({ get_custom_code_mode: 'GET_CUSTOM_CODE_MODE_DEPOSIT' }),
      48001,
      'base_info.get_custom_code_mode',
    ],
    [
      'half a detail',
      aGroupon({}, { text_image_list: [{ text: 'x' }] }),
      41026,
      'advanced_info.text_image_list[0].image_url',
    ],
    [
      'a second cover',
      aGroupon({}, { abstract: { icon_url_list: [IMAGE, IMAGE] } }),
      40035,
      'advanced_info.abstract.icon_url_list',
    ],
    [
      'an unknown service',
      aGroupon({}, { business_service: ['BIZ_SERVICE_SING'] }),
      40035,
      'advanced_info.business_service[0]',
    ],
    [
      'an eighth weekday',
      aGroupon({}, { time_limit: [{ type: 'SOMEDAY' }] }),
      40149,
      'advanced_info.time_limit[0].type',
    ],
    [
      'the 25th hour',
      aGroupon({}, { time_limit: [{ type: 'MONDAY', begin_hour: 25, end_hour: 26 }] }),
      40149,
      'advanced_info.time_limit[0].begin_hour',
    ],
    ['no benefit', withPath(aGroupon(), 'card.groupon.deal_detail', undefined), 41011, 'deal_detail'],
    ['the benefit of another kind', withPath(aGroupon(), 'card.groupon.gift', 'x'), 47001, 'gift'],
    ['an over-long benefit', withPath(aGroupon(), 'card.groupon.deal_detail', 'x'.repeat(3073)), 45021, 'deal_detail'],
    [
      'a discount of 100 %',
      { card: { card_type: 'DISCOUNT', discount: { base_info: baseInfo(), discount: 100 } } },
      40035,
      'discount',
    ],
    [
      'a negative amount',
      { card: { card_type: 'CASH', cash: { base_info: baseInfo(), least_cost: 0, reduce_cost: -1 } } },
      40035,
      'reduce_cost',
    ],
  ];
  it.each(BAD)('refuses %s with its path and keeps nothing', async (_what, body, errcode, path) => {
    const before = await rows();
    const { status, json } = await door.call('/card/create', body);
    expect(status).toBe(200);
    expect(json).toMatchObject({ errcode, errmsg: expect.stringContaining(` ${path} rid: req-1`) });
    expect(await rows()).toBe(before);
  });

  it.each([
    ['a missing field before an over-long one', aGroupon({ notice: '', title: 'x'.repeat(99) }), 41011],
    ['an over-long text before a wrong colour', aGroupon({ notice: 'x'.repeat(99), color: 'x' }), 45021],
    ['a wrong colour before an unknown store', aGroupon({ color: 'x', location_id_list: [9_999_999] }), 40076],
    ['a missing date type before an over-long title', aGroupon({ title: 'x'.repeat(99), date_info: {} }), 41011],
    [
      'a missing end before an over-long title',
      aGroupon({ title: 'x'.repeat(99), date_info: { type: 1, begin_timestamp: 1 } }),
      41011,
    ],
    [
      'a missing benefit before an over-long title',
      { card: { card_type: 'CASH', cash: { base_info: baseInfo({ title: 'x'.repeat(99) }), least_cost: 1 } } },
      41011,
    ],
    [
      'an over-long benefit before a wrong colour',
      withPath(aGroupon({ color: 'x' }), 'card.groupon.deal_detail', 'x'.repeat(3073)),
      45021,
    ],
    ['a missing title before a sub-merchant', aGroupon({ title: '', sub_merchant_info: { merchant_id: 1 } }), 41011],
    ['a wrong colour before a sub-merchant', aGroupon({ color: 'x', sub_merchant_info: { merchant_id: 1 } }), 40076],
    [
      'a sub-merchant before an unknown store',
      aGroupon({ sub_merchant_info: { merchant_id: 1 }, location_id_list: [9_999_999] }),
      48001,
    ],
    ['a missing title before an old title that is none', aGroupon({ title: '', url_name_type: 'X' }), 41011],
    ['a missing title before a time beyond all calendars', aGroupon({ title: '', ...range(1, 9e15) }), 41011],
    ['an unknown store before an end that is over', aGroupon({ location_id_list: [9_999_999], ...range(1, 2) }), 40098],
  ])('says %s', async (_what, body, errcode) => {
    expect((await door.call('/card/create', body)).json).toMatchObject({ errcode });
  });

  it('refuses a store of another merchant as unknown', async () => {
    const theirs = await aStore(other.ctx);
    const { json } = await door.call('/card/create', aGroupon({ location_id_list: [theirs.poiId] }));
    expect(json).toMatchObject({ errcode: 40098 });
  });
});

describe('/card/get', () => {
  it('answers what was created, with status, times, stock and the colour as a value', async () => {
    const store = await aStore(door.ctx);
    const base = {
      location_id_list: [store.poiId],
      get_limit: 3,
      custom_url_name: '商城',
      custom_url: 'http://www.qq.com',
      need_push_on_view: true,
    };
    const advanced = {
      use_condition: { can_use_with_other_discount: false },
      abstract: { abstract: '新菜上市', icon_url_list: [IMAGE] },
      text_image_list: [{ image_url: IMAGE, text: '招牌' }],
      business_service: ['BIZ_SERVICE_FREE_WIFI'],
      time_limit: [{ type: 'MONDAY', begin_hour: 0, begin_minute: 10, end_hour: 10, end_minute: 59 }],
    };
    const { json } = await door.call('/card/create', aGroupon(base, advanced));
    const got = await door.call('/card/get', { card_id: json['card_id'] });
    expect(got.json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      card: {
        card_type: 'GROUPON',
        groupon: {
          base_info: {
            ...baseInfo(base),
            id: json['card_id'],
            appid: door.appId,
            color: '#63b359',
            status: 'CARD_STATUS_VERIFY_OK',
            create_time: expect.any(Number),
            update_time: expect.any(Number),
            sku: { quantity: 100, total_quantity: 100 },
            use_limit: 50,
            can_share: false,
            can_give_friend: false,
            use_custom_code: false,
            bind_openid: false,
            use_all_locations: false,
          },
          advanced_info: advanced,
          deal_detail: '锅底一份\n肥牛一份',
        },
      },
    });
  });

  it('refuses no id, a wrong kind of id, an unknown one and one of another merchant', async () => {
    const { json } = await other.call('/card/create', aGroupon());
    const ask = async (body: object) => (await door.call('/card/get', body)).json['errcode'];
    expect(await ask({})).toBe(41012);
    expect(await ask({ card_id: '' })).toBe(41012);
    expect(await ask({ card_id: 5 })).toBe(40035);
    expect(await ask({ card_id: 'card_00000000000000000000000000' })).toBe(40073);
    expect(await ask({ card_id: 'x'.repeat(1000) })).toBe(40073);
    expect(await ask({ card_id: json['card_id'] })).toBe(40073);
  });
});

describe('/card/getcolors', () => {
  it.each(['GET', 'POST'])('names the 14 colours by %s', async (method) => {
    const { json } = await door.call('/card/getcolors', method === 'POST' ? '' : undefined);
    expect(json).toMatchObject({
      errcode: 0,
      colors: expect.arrayContaining([{ name: 'Color102', value: '#5E6671' }]),
    });
    expect(json['colors']).toHaveLength(14);
  });
});
