import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStore } from '../kit/factories.ts';
import { randomOf } from '../kit/random.ts';
import { aGroupon } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await aDoor();
});
afterAll(() => door.stop());

const SEED = Number(process.env['KAQUAN_FUZZ_SEED'] ?? 20_261_124);
const BODIES = 300;

/** Values that no place of a card takes: each makes a good body a bad one, whatever it replaces. */
const NEVER_RIGHT: readonly unknown[] = [
  { a: { b: 'c' } },
  [['x']],
  [{ x: 1 }],
  -1,
  1.5,
  1e308,
  2 ** 53,
  -9_007_199_254_740_991,
  'x'.repeat(4000),
  '券'.repeat(1100),
  '\ud800'.repeat(3),
  '\u0000',
  '‮‍'.repeat(2000),
];

const full = (poiId: number): Record<string, unknown> =>
  aGroupon(
    {
      sub_title: 'S',
      service_phone: '400',
      source: 'x.com',
      get_limit: 3,
      use_limit: 2,
      can_share: true,
      can_give_friend: false,
      location_id_list: [poiId],
      use_custom_code: false,
      bind_openid: false,
      need_push_on_view: false,
      center_title: 'a',
      center_url: 'www.qq.com',
      custom_url_name: 'c',
      custom_url: 'www.qq.com',
      promotion_url_name: 'f',
      promotion_url: 'www.qq.com',
    },
    {
      use_condition: { accept_category: 'i', least_cost: 7, can_use_with_other_discount: false },
      abstract: { abstract: 'l', icon_url_list: ['http://mmbiz.qpic.cn/a/0'] },
      text_image_list: [{ image_url: 'http://mmbiz.qpic.cn/a/0', text: 'o' }],
      time_limit: [{ type: 'MONDAY', begin_hour: 0, end_hour: 10, begin_minute: 10, end_minute: 59 }],
      business_service: ['BIZ_SERVICE_DELIVER'],
    },
  );

type Place = { holder: object; name: string };

/** Every place of a value, however deep. */
function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [{ holder: value, name }, ...placesOf(inner)]);
}

/** One body with one fault: a value that can't be there, an unknown name, or text with bytes broken. */
function mutated(body: Record<string, unknown>, random: () => number): string {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const copy = structuredClone(body);
  const place = pick(placesOf(copy));
  const way = random();
  if (place && way < 0.7) Reflect.set(place.holder, place.name, pick(NEVER_RIGHT));
  else if (place && way < 0.85 && !Array.isArray(place.holder)) Reflect.set(place.holder, `${place.name}_`, 1);
  else return brokenText(JSON.stringify(copy), random);
  return JSON.stringify(copy);
}

/** Cuts the text short, so that a brace at least is missing. */
const brokenText = (text: string, random: () => number): string =>
  text.slice(0, Math.floor(random() * (text.length - 1)));

const CALLS = [
  '/card/get',
  '/card/modifystock',
  '/card/code/get',
  '/card/code/consume',
  '/card/code/checkcode',
  '/card/code/decrypt',
  '/card/code/deposit',
  '/card/code/getdepositcount',
  '/card/code/unavailable',
  '/card/code/update',
  '/card/qrcode/create',
  '/card/landingpage/create',
  '/card/mpnews/gethtml',
  '/cgi-bin/message/mass/send',
  '/cgi-bin/message/mass/sendall',
  '/cgi-bin/message/mass/preview',
  '/cgi-bin/message/custom/send',
  '/cgi-bin/poi/addpoi',
  '/cgi-bin/poi/getpoi',
  '/cgi-bin/poi/updatepoi',
  '/cgi-bin/poi/delpoi',
  '/cgi-bin/stable_token',
];

describe('the door under random bodies', () => {
  it(`answers ${BODIES} mutated creates (seed ${SEED}) with a number and keeps no card`, async () => {
    const { poiId } = await aStore(door.ctx);
    const good = full(poiId);
    expect((await door.call('/card/create', good)).json).toMatchObject({ errcode: 0 });
    const random = randomOf(SEED);
    const odd: unknown[] = [];
    for (let count = 0; count < BODIES; count += 1) {
      const body = mutated(good, random);
      const { status, json } = await door.call('/card/create', body);
      const errcode = Number(json['errcode']);
      if (status !== 200 || !(errcode > 40_000 && errcode < 50_000)) odd.push({ body: body.slice(0, 2000), json });
    }
    expect(odd).toEqual([]);
    expect(door.faults).toEqual([]);
    expect(await door.ctx.prisma.card.count({ where: { merchant: { appId: door.appId } } })).toBe(1);
  });

  it('answers random bodies of the other calls with a number', async () => {
    const random = randomOf(SEED + 1);
    const good = {
      code: '123456789012',
      card_id: 'card_00000000000000000000000000',
      check_consume: false,
      outer_str: 'x',
      new_code: 'x',
      encrypt_code: 'x',
      increase_stock_value: 1,
      poi_id: 999_999_999,
      business: { base_info: { poi_id: '1', telephone: 'x', photo_list: [{ photo_url: 'x' }], latitude: 1 } },
    };
    for (let count = 0; count < 60; count += 1) {
      for (const path of CALLS) {
        const { status, json } = await door.call(path, mutated(good, random));
        expect(status).toBe(200);
        expect(Number(json['errcode'])).toBeGreaterThan(40_000);
      }
    }
    expect(door.faults).toEqual([]);
  });
});
