import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStore } from '../kit/factories.ts';
import { asPrinted, baseInfo, repaired, withPath } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await aDoor();
});
afterAll(() => door.stop());

const YEAR_SECONDS = 31_536_000;
const nextYear = (): number => Math.floor(Date.now() / 1000) + YEAR_SECONDS;
const SECOND_IMAGE =
  'http://mmbiz.qpic.cn/mmbiz/p98FjXy8LacgHxp3sJ3vn97bGLz0ib0Sfz1bjiaoOYA027iasqSG0sjpiby4vce3AtaPu6cIhBHkt6IjlkY9YnDsfw/0';

/** The refusals of the repaired example, in the order in which they come, and what mends each. */
const MENDS: { errcode: number; path: string; at: string; to: (stores: number[]) => unknown }[] = [
  { errcode: 45021, path: 'base_info.title', at: 'base_info.title', to: () => 'Hotpot for Two' },
  { errcode: 45021, path: 'base_info.notice', at: 'base_info.notice', to: () => 'Show this to the waiter' },
  {
    errcode: 45021,
    path: 'advanced_info.abstract.abstract',
    at: 'advanced_info.abstract.abstract',
    to: () => 'New dishes. We look forward to your visit!',
  },
  { errcode: 45021, path: 'base_info.center_title', at: 'base_info.center_title', to: () => 'Use Now' },
  {
    errcode: 45021,
    path: 'base_info.custom_url_sub_title',
    at: 'base_info.custom_url_sub_title',
    to: () => '6 Chinese tips',
  },
  {
    errcode: 40141,
    path: 'advanced_info.text_image_list[1].image_url',
    at: 'advanced_info.text_image_list.1.image_url',
    to: () => SECOND_IMAGE,
  },
  { errcode: 40098, path: 'base_info.location_id_list[0]', at: 'base_info.location_id_list', to: (stores) => stores },
  { errcode: 40079, path: 'base_info.date_info.end_timestamp', at: 'base_info.date_info.end_timestamp', to: nextYear },
];

describe('the create example of seed 004', () => {
  it('is refused as it is printed: it is no JSON', async () => {
    expect((await door.call('/card/create', asPrinted())).json).toMatchObject({ errcode: 47001 });
  });

  it('is refused for one reason after the other, and mended step by step makes a card', async () => {
    const stores = [await aStore(door.ctx), await aStore(door.ctx, { branchName: '西单店' })].map(({ poiId }) => poiId);
    let body = repaired();
    for (const { errcode, path, at, to } of MENDS) {
      const { json } = await door.call('/card/create', body);
      expect(json).toMatchObject({
        errcode,
        errmsg: expect.stringMatching(` ${path.replace(/[[\].]/g, '\\$&')} rid: `),
      });
      expect(await door.ctx.prisma.card.count({ where: { title: 'Hotpot for Two' } })).toBe(0);
      body = withPath(body, `card.groupon.${at}`, to(stores));
    }
    const { json } = await door.call('/card/create', body);
    expect(json).toMatchObject({ errcode: 0, errmsg: 'ok', card_id: expect.any(String) });
    const got = await door.call('/card/get', { card_id: json['card_id'] });
    expect(got.json).toMatchObject({
      card: {
        card_type: 'GROUPON',
        groupon: {
          base_info: {
            title: 'Hotpot for Two',
            center_url: 'http://www.qq.com',
            location_id_list: stores,
            sku: { quantity: 500_000 },
          },
          advanced_info: {
            time_limit: [{ type: 'MONDAY', end_minute: 59 }, { type: 'HOLIDAY' }],
            use_condition: { accept_category: 'Shoes' },
          },
        },
      },
    });
    expect(door.faults).toEqual([]);
  });
});

describe('the other snippets of seed 004', () => {
  it.each([
    ['CASH', 'cash', { least_cost: 1000, reduce_cost: 100 }],
    ['DISCOUNT', 'discount', { discount: 30 }],
    ['GIFT', 'gift', { gift: 'An exchange for a music box' }],
    [
      'GENERAL_COUPON',
      'general_coupon',
      {
        default_detail:
          ' Indicates the benefits provided by the coupon. This field is only applicable to general coupons. |',
      },
    ],
  ])('make a %s card', async (card_type, key, benefit) => {
    const body = { card: { card_type, [key]: { base_info: baseInfo(), advanced_info: {}, ...benefit } } };
    const { json } = await door.call('/card/create', body);
    expect(json).toMatchObject({ errcode: 0 });
    const got = await door.call('/card/get', { card_id: json['card_id'] });
    expect(got.json).toMatchObject({ card: { card_type, [key]: benefit } });
  });

  it('are refused with the comma too many of the printed cash coupon', async () => {
    const printed = '{"card":{"card_type":"CASH","cash":{"base_info":{},"least_cost":1000,"reduce_cost":100,}}}';
    expect((await door.call('/card/create', printed)).json).toMatchObject({ errcode: 47001 });
  });
});
