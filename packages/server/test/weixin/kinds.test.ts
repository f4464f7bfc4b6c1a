import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { baseInfo } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

type Json = Record<string, unknown>;
let door: Door;
beforeAll(async () => {
  door = await aDoor();
});
afterAll(async () => {
  expect(door.faults).toEqual([]);
  await door.stop();
});

const IMAGE = 'http://mmbiz.qpic.cn/a/0';
const DEPARTS = 2_119_507_200;

const body = (type: string, fields: Json, base: Json = {}): Json => ({
  card: { card_type: type, [type.toLowerCase()]: { base_info: baseInfo(base), ...fields } },
});
const create = async (...given: Parameters<typeof body>): Promise<Json> =>
  (await door.call('/card/create', body(...given))).json;
const read = async (type: string, answer: Json): Promise<Json> => {
  const { json } = await door.call('/card/get', { card_id: answer['card_id'] });
  return objectAt(objectAt(json, 'card'), type.toLowerCase());
};
// Every answer of the door is made of objects; a test reads what it expects.
const objectAt = (json: Json, name: string): Json => json[name] as Json;

const FLIGHT = { from: '上海', to: '成都', flight: 'MU5401', departure_time: DEPARTS, landing_time: DEPARTS + 10_800 };
const LINKS = { url: 'http://shop.example/a', app_brand_user_name: 'gh_1@app', app_brand_pass: 'pages/a' };
const MEMBER = { prerogative: '每周二会员日', supply_bonus: true, supply_balance: false };

const WHOLE_MEMBER = {
  ...MEMBER,
  background_pic_url: IMAGE,
  auto_activate: false,
  wx_activate: true,
  wx_activate_after_submit: true,
  wx_activate_after_submit_url: 'https://shop.example/join',
  activate_url: 'https://shop.example/activate',
  activate_app_brand_user_name: 'gh_2@app',
  activate_app_brand_pass: 'pages/activate',
  bind_old_card_url: 'https://shop.example/bind',
  bonus_url: 'https://shop.example/bonus',
  bonus_app_brand_user_name: 'gh_3@app',
  bonus_app_brand_pass: 'pages/bonus',
  balance_url: 'https://shop.example/balance',
  bonus_cleared: '年底清零',
  bonus_rules: '每元一分',
  balance_rules: '不可提现',
  custom_field1: { name_type: 'FIELD_NAME_TYPE_LEVEL', ...LINKS },
  custom_field3: { name: '里程', url: 'http://shop.example/m' },
  custom_cell1: { name: '入口', tips: '使用', ...LINKS },
  bonus_rule: {
    cost_money_unit: 100,
    increase_bonus: 1,
    max_increase_bonus: 200,
    init_increase_bonus: 10,
    cost_bonus_unit: 5,
    reduce_money: 100,
    least_money_to_use_bonus: 1_000,
    max_reduce_bonus: 50,
  },
  discount: 10,
};

/** What each type takes, and what it answers where that differs. */
const KINDS: [type: string, given: Json, shown?: Json][] = [
  ['MEMBER_CARD', WHOLE_MEMBER],
  ['MEMBER_CARD', MEMBER],
  [
    'MEMBER_CARD',
    { ...MEMBER, custom_field2: { name_type: 'FIELD_NAME_TYPE_ACHIEVEMENT' }, custom_cell2: { name: '入口' } },
    { ...MEMBER, custom_field2: { name_type: 'FIELD_NAME_TYPE_ACHIEVEMEN' }, custom_cell2: { name: '入口' } },
  ],
  ['SCENIC_TICKET', { ticket_class: '学生票', guide_url: 'https://park.example' }],
  ['SCENIC_TICKET', {}],
  ['MOVIE_TICKET', { detail: '流浪地球\n3D' }],
  ['BOARDING_PASS', { ...FLIGHT, check_in_url: 'https://air.example', gate: '35', air_model: '空客A320' }],
  [
    'BOARDING_PASS',
    { ...FLIGHT, boarding_time: String(DEPARTS - 1_800) },
    { ...FLIGHT, boarding_time: DEPARTS - 1_800 },
  ],
  [
    'MEETING_TICKET',
    { meeting_detail: '年会', map_url: 'www.map.example' },
    { meeting_detail: '年会', map_url: 'http://www.map.example' },
  ],
  ['BUS_TICKET', { meeting_detail: '直达', route: '成都—都江堰', departure_time: DEPARTS }],
];

describe('every further kind', () => {
  it.each(KINDS)('goes in by /card/create and comes out of /card/get: %s %j', async (type, given, shown = given) => {
    const answer = await create(type, given);
    expect(answer).toMatchObject({ errcode: 0 });
    const { base_info, advanced_info: _advanced, ...fields } = await read(type, answer);
    expect(fields).toEqual(shown);
    expect(base_info).toMatchObject({ id: answer['card_id'], status: 'CARD_STATUS_VERIFY_OK' });
  });

  it('keeps the two switches for paying of a membership card, whose codes may be good for ever', async () => {
    const base = {
      is_pay_and_qrcode: true,
      pay_info: { swipe_card: { is_swipe_card: true } },
      date_info: { type: 'DATE_TYPE_PERMANENT' },
      can_give_friend: true,
    };
    const answer = await create('MEMBER_CARD', MEMBER, base);
    expect(objectAt(await read('MEMBER_CARD', answer), 'base_info')).toMatchObject({
      is_pay_and_qrcode: true,
      pay_info: { swipe_card: { is_swipe_card: true } },
      date_info: { type: 'DATE_TYPE_PERMANENT' },
      can_give_friend: false,
    });
  });

  it('answers the latest time that there is as the end of a code that is good for ever', async () => {
    const { card_id } = await create('MEMBER_CARD', MEMBER, { date_info: { type: 'DATE_TYPE_PERMANENT' } });
    const { codeId } = await claimCard(door.ctx, { cardId: String(card_id), openid: 'ann' });
    const { value } = await door.ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
    const { json } = await door.call('/card/code/get', { code: value });
    expect(json).toMatchObject({ user_card_status: 'NORMAL', can_consume: true, card: { end_time: 2_147_472_000 } });
  });

  const BAD: [type: string, given: Json, errcode: number, path: string, base?: Json][] = [
    ['MEMBER_CARD', { ...MEMBER, prerogative: '' }, 41011, 'prerogative'],
    ['MEMBER_CARD', { ...MEMBER, supply_bonus: null }, 41011, 'supply_bonus'],
    ['MEMBER_CARD', { ...MEMBER, supply_balance: 'true' }, 40035, 'supply_balance'],
    ['MEMBER_CARD', { ...MEMBER, modify_msg_operation: { card_cell: {} } }, 48001, 'modify_msg_operation'],
    ['MEMBER_CARD', { ...MEMBER, custom_field4: { name: '级' } }, 40124, 'custom_field4'],
    ['MEMBER_CARD', { ...MEMBER, custom_cell4: { name: '级' } }, 40124, 'custom_cell4'],
    ['MEMBER_CARD', { ...MEMBER, custom_field2: { url: 'http://a.example' } }, 41011, 'custom_field2.name'],
    ['MEMBER_CARD', { ...MEMBER, custom_field1: { name_type: 'LEVEL_UP' } }, 40035, 'custom_field1.name_type'],
    ['MEMBER_CARD', { ...MEMBER, custom_cell3: { tips: '使用' } }, 41011, 'custom_cell3.name'],
    ['MEMBER_CARD', { ...MEMBER, custom_cell1: { name: '六个汉字太长' } }, 45021, 'custom_cell1.name'],
    ['MEMBER_CARD', { ...MEMBER, custom_cell1: { name: '入口', colour: 'red' } }, 47001, 'custom_cell1.colour'],
    ['MEMBER_CARD', { ...MEMBER, background_pic_url: 'http://evil.example/a' }, 40141, 'background_pic_url'],
    ['MEMBER_CARD', { ...MEMBER, bonus_rule: { cost_money_unit: 100 } }, 41011, 'bonus_rule.increase_bonus'],
    ['MEMBER_CARD', { ...MEMBER, wx_activate_after_submit: true }, 41011, 'wx_activate_after_submit_url'],
    ['MEMBER_CARD', { ...MEMBER, discount: 100 }, 40035, 'discount'],
    ['MEMBER_CARD', { ...MEMBER, deal_detail: 'x' }, 47001, 'deal_detail'],
    ['SCENIC_TICKET', { guide_url: 'javascript:alert(1)' }, 40035, 'guide_url'],
    ['SCENIC_TICKET', { custom_field4: {} }, 47001, 'custom_field4'],
    ['MOVIE_TICKET', { detail: '字'.repeat(1_025) }, 45021, 'detail'],
    ['MOVIE_TICKET', {}, 40079, 'base_info.date_info.type', { date_info: { type: 'DATE_TYPE_PERMANENT' } }],
    ['MOVIE_TICKET', {}, 47001, 'base_info.is_pay_and_qrcode', { is_pay_and_qrcode: true }],
    ['BOARDING_PASS', { ...FLIGHT, from: '' }, 41011, 'from'],
    ['BOARDING_PASS', { ...FLIGHT, to: '字'.repeat(19) }, 45021, 'to'],
    ['BOARDING_PASS', { ...FLIGHT, departure_time: '明天 8:00' }, 40035, 'departure_time'],
    ['BOARDING_PASS', { ...FLIGHT, landing_time: DEPARTS }, 40079, 'landing_time'],
    ['MEETING_TICKET', {}, 41011, 'meeting_detail'],
    ['BUS_TICKET', { meeting_detail: '直达', departure_time: DEPARTS }, 41011, 'route'],
    ['GENERAL_CARD', {}, 48001, 'card_type'],
    ['LUCKY_MONEY', {}, 48001, 'card_type'],
    ['SHIP_TICKET', {}, 40071, 'card_type'],
  ];
  it.each(BAD)('refuses a %s with %j by %i', async (type, given, ...[errcode, path, base = {}]) => {
    const answer = await create(type, given, base);
    expect(answer).toMatchObject({ errcode, errmsg: expect.stringContaining(` ${path} rid: `) });
  });
});
