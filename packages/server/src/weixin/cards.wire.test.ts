import { describe, expect, it } from 'vitest';
import { orderOf, wirePathOfOrder } from './cards.envelope.ts';
import { typeObjectOf } from './cards.wire.ts';

type Json = Record<string, unknown>;
const faultOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

const cash = (base: Json = {}, more: Json = {}): Json => ({
  card: { card_type: 'CASH', cash: { base_info: base, ...more } },
});
const groupon = (advanced: Json): Json => ({
  card: { card_type: 'GROUPON', groupon: { base_info: { title: 'A' }, advanced_info: advanced } },
});

describe('orderOf', () => {
  it('reads every field of the contract', () => {
    const { draft, refusal } = orderOf(
      cash(
        {
          logo_url: 'http://l',
          code_type: 'CODE_TYPE_TEXT',
          brand_name: 'B',
          title: 'T',
          sub_title: 'S',
          color: 'Color010',
          notice: 'N',
          description: 'D',
          service_phone: '1',
          source: 'x.com',
          sku: { quantity: 5 },
          use_limit: 2,
          get_limit: 3,
          use_custom_code: true,
          get_custom_code_mode: 'GET_CUSTOM_CODE_MODE_DEPOSIT',
          bind_openid: true,
          can_share: true,
          can_give_friend: true,
          need_push_on_view: true,
          date_info: { type: 'DATE_TYPE_FIX_TIME_RANGE', begin_timestamp: 1, end_timestamp: 2 },
          location_id_list: [1, '22'],
          use_all_locations: false,
          center_title: 'a',
          center_sub_title: 'b',
          center_url: 'www.qq.com',
          center_app_brand_user_name: 'gh_1@app',
          center_app_brand_pass: 'p',
          custom_url_name: 'c',
          custom_url: 'd',
          custom_url_sub_title: 'e',
          'custom _app_brand_user_name': 'gh_2@app',
          'custom _app_brand_pass': 'q',
          promotion_url_name: 'f',
          promotion_url: 'g',
          promotion_url_sub_title: 'h',
          promotion_app_brand_user_name: 'gh_3@app',
          is_pay_and_qrcode: false,
          pay_info: { swipe_card: { is_swipe_card: false } },
          sub_merchant_info: {},
        },
        {
          least_cost: 1000,
          reduce_cost: 100,
          advanced_info: {
            use_condition: {
              accept_category: 'i',
              reject_category: 'j',
              least_cost: 7,
              object_use_for: 'k',
              can_use_with_other_discount: false,
            },
            abstract: { abstract: 'l', icon_url_list: ['http://m'] },
            text_image_list: [{ image_url: 'http://n', text: 'o' }],
            time_limit: [
              { type: 'MONDAY', begin_hour: 0, end_hour: 10, begin_minute: 10, end_minute: 59 },
              { type: 'HOLIDAY' },
            ],
            business_service: ['BIZ_SERVICE_DELIVER'],
            share_friends: false,
            consume_share_self_num: 0,
            consume_share_card_list: [],
          },
        },
      ),
    );
    expect(draft).toEqual({
      kind: 'CASH',
      logoUrl: 'http://l',
      codeType: 'CODE_TYPE_TEXT',
      brandName: 'B',
      title: 'T',
      subTitle: 'S',
      color: 'Color010',
      notice: 'N',
      description: 'D',
      servicePhone: '1',
      source: 'x.com',
      quantity: 5,
      useLimit: 2,
      claimLimit: 3,
      useCustomCode: true,
      getCustomCodeMode: 'GET_CUSTOM_CODE_MODE_DEPOSIT',
      bindOpenid: true,
      canShare: true,
      canGiveFriend: true,
      pushesViews: true,
      validity: { type: 'FIX_TIME_RANGE', from: new Date(1000), until: new Date(2000) },
      poiIds: [1, 22],
      usesAllStores: false,
      center: { title: 'a', subTitle: 'b', url: 'www.qq.com', appUserName: 'gh_1@app', appPath: 'p' },
      custom: { title: 'c', subTitle: 'e', url: 'd', appUserName: 'gh_2@app', appPath: 'q' },
      promotion: { title: 'f', subTitle: 'h', url: 'g', appUserName: 'gh_3@app' },
      useCondition: {
        acceptCategory: 'i',
        rejectCategory: 'j',
        leastCostFen: 7,
        objectUseFor: 'k',
        canUseWithOtherDiscount: false,
      },
      abstract: { text: 'l', iconUrls: ['http://m'] },
      textImages: [{ imageUrl: 'http://n', text: 'o' }],
      timeLimits: [{ day: 'MONDAY', beginHour: 0, beginMinute: 10, endHour: 10, endMinute: 59 }, { day: 'HOLIDAY' }],
      businessServices: ['BIZ_SERVICE_DELIVER'],
      benefit: { leastCostFen: 1000, reduceCostFen: 100 },
    });
    expect(refusal).toBeNull();
  });

  it('leaves sharing and gifting off when they are not asked for', () => {
    expect(orderOf(cash()).draft).toMatchObject({ canShare: false, canGiveFriend: false });
  });

  it.each([
    [1, 'FIX_TIME_RANGE'],
    ['1', 'FIX_TIME_RANGE'],
    [2, 'FIX_TERM'],
    ['2', 'FIX_TERM'],
    ['DATE_TYPE_FIX_TERM', 'FIX_TERM'],
    ['DATE_TYPE_PERMANENT', 'PERMANENT'],
  ])('reads the date type %j as %s', (type, read) => {
    expect(orderOf(cash({ date_info: { type } })).draft).toMatchObject({ validity: { type: read } });
  });

  it('drops date fields that only take effect with the other type', () => {
    const dates = { begin_timestamp: 0, end_timestamp: 9, fixed_term: 3, fixed_begin_term: 0 };
    expect(orderOf(cash({ date_info: { type: 2, ...dates } })).draft.validity).toEqual({
      type: 'FIX_TERM',
      until: new Date(9000),
      termDays: 3,
      termStartDays: 0,
    });
    expect(orderOf(cash({ date_info: { type: 1, ...dates } })).draft.validity).toEqual({
      type: 'FIX_TIME_RANGE',
      until: new Date(9000),
    });
  });

  it('takes a time of 0 for one that is left out', () => {
    const dates = { begin_timestamp: 0, end_timestamp: 0, fixed_term: 3 };
    for (const type of [1, 2]) {
      const { validity } = orderOf(cash({ date_info: { type, ...dates } })).draft;
      expect([validity?.from, validity?.until]).toEqual([undefined, undefined]);
    }
  });

  it('gives the custom entry the title of an old url_name_type, unless it has one', () => {
    const old = { url_name_type: 'URL_NAME_TYPE_TAKE_AWAY' };
    expect(orderOf(cash(old)).draft.custom).toEqual({ title: '外卖' });
    expect(orderOf(cash({ ...old, custom_url_name: 'A' })).draft.custom).toEqual({ title: 'A' });
  });

  it.each([
    ['no card', {}, 41011, 'card'],
    ['a stranger beside the card', { card: {}, cards: {} }, 47001, 'cards'],
    ['no type', { card: {} }, 41011, 'card_type'],
    ['an unknown type', { card: { card_type: 'COUPON' } }, 40071, 'card_type'],
    ['a type in lower case', { card: { card_type: 'cash', cash: {} } }, 40071, 'card_type'],
    ['a type of Object', { card: { card_type: 'constructor' } }, 40071, 'card_type'],
    ['a type that is not open', { card: { card_type: 'GENERAL_CARD', general_card: {} } }, 48001, 'card_type'],
    ['no type object', { card: { card_type: 'CASH' } }, 41011, 'cash'],
    ['the object of another type', { card: { card_type: 'CASH', cash: { base_info: {} }, gift: {} } }, 47001, 'gift'],
    ['a list as type object', { card: { card_type: 'CASH', cash: [] } }, 40035, 'cash'],
    ['no base_info', { card: { card_type: 'CASH', cash: { reduce_cost: 1 } } }, 41011, 'base_info'],
    ['a text as base_info', { card: { card_type: 'CASH', cash: { base_info: 'x' } } }, 40035, 'base_info'],
    ['an unknown field', cash({ tilte: 'T' }), 47001, 'base_info.tilte'],
    ['an unknown nested field', cash({ sku: { quantity: 1, total: 1 } }), 47001, 'base_info.sku.total'],
    ['the benefit of another kind', cash({}, { deal_detail: 'x' }), 47001, 'deal_detail'],
    ['a text for a number', cash({ sku: { quantity: '5' } }), 40035, 'base_info.sku.quantity'],
    ['a number for a text', cash({ title: 5 }), 40035, 'base_info.title'],
    ['a text for a boolean', cash({ can_share: 'true' }), 40035, 'base_info.can_share'],
    ['a number for a boolean', cash({ can_share: 1 }), 40035, 'base_info.can_share'],
    ['a store that is no number', cash({ location_id_list: [1, 'x'] }), 40035, 'base_info.location_id_list[1]'],
    [
      'an unknown field of a picture',
      groupon({ text_image_list: [{ url: 'x' }] }),
      47001,
      'advanced_info.text_image_list[0].url',
    ],
    [
      'a text as hour',
      groupon({ time_limit: [{ type: 'MONDAY', begin_hour: '9' }] }),
      40035,
      'advanced_info.time_limit[0].begin_hour',
    ],
  ])('refuses %s', (_what, body, errcode, path) => {
    expect(faultOf(() => orderOf(body))).toMatchObject({ errcode, path });
  });

  it.each([
    [
      'a sub-merchant',
      cash({ sub_merchant_info: { merchant_id: 1 } }),
      48001,
      'base_info.sub_merchant_info.merchant_id',
    ],
    ['the payment code of a member card', cash({ is_pay_and_qrcode: true }), 47001, 'base_info.is_pay_and_qrcode'],
    [
      'the swipe button of a member card',
      cash({ pay_info: { swipe_card: { is_swipe_card: true } } }),
      47001,
      'base_info.pay_info.swipe_card.is_swipe_card',
    ],
    ['an unknown url_name_type', cash({ url_name_type: 'X' }), 40035, 'base_info.url_name_type'],
    ['a friends’ coupon', groupon({ share_friends: true }), 48001, 'advanced_info.share_friends'],
    ['a rebate', groupon({ consume_share_self_num: 1 }), 48001, 'advanced_info.consume_share_self_num'],
    [
      'a rebate of another card',
      groupon({ consume_share_card_list: [{ card_id: 'x', num: 1 }] }),
      48001,
      'advanced_info.consume_share_card_list',
    ],
  ])('keeps the refusal of %s for after the draft', (_what, body, errcode, path) => {
    const { draft, refusal } = orderOf(body);
    expect(refusal).toMatchObject({ errcode, path });
    expect(draft).not.toHaveProperty('door');
  });

  it('passes a time beyond all calendars on, for the domain to refuse', () => {
    const { draft } = orderOf(cash({ date_info: { type: 1, end_timestamp: 9e15 } }));
    expect(draft.validity?.until?.getTime()).toBeNaN();
  });
});

describe('wirePathOfOrder', () => {
  it.each([
    [['title'], 'base_info.title'],
    [['kind'], 'card_type'],
    [['quantity'], 'base_info.sku.quantity'],
    [['validity'], 'base_info.date_info'],
    [['validity', 'until'], 'base_info.date_info.end_timestamp'],
    [['poiIds', 0], 'base_info.location_id_list[0]'],
    [['custom', 'subTitle'], 'base_info.custom_url_sub_title'],
    [['center', 'url'], 'base_info.center_url'],
    [['promotion', 'appPath'], 'base_info.promotion_app_brand_pass'],
    [['abstract', 'text'], 'advanced_info.abstract.abstract'],
    [['abstract', 'iconUrls', 0], 'advanced_info.abstract.icon_url_list[0]'],
    [['textImages', 1, 'imageUrl'], 'advanced_info.text_image_list[1].image_url'],
    [['timeLimits', 0, 'beginHour'], 'advanced_info.time_limit[0].begin_hour'],
    [['businessServices', 2], 'advanced_info.business_service[2]'],
    [['useCondition', 'leastCostFen'], 'advanced_info.use_condition.least_cost'],
    [['benefit', 'leastCostFen'], 'least_cost'],
  ])('spells %j as %s', (field, wire) => {
    expect(wirePathOfOrder(field, cash())).toBe(wire);
  });

  it.each([
    [['benefit', 'showsBonus'], 'supply_bonus'],
    [['benefit', 'customFields', 1, 'name'], 'custom_field2.name'],
    [['benefit', 'customCells', 2, 'url'], 'custom_cell3.url'],
    [['benefit', 'activation', 'page', 'url'], 'activate_url'],
    [['benefit', 'bonusRule', 'reduceCostFen'], 'bonus_rule.reduce_money'],
    [['benefit', 'paysByCard'], 'base_info.pay_info.swipe_card.is_swipe_card'],
  ])('spells %j of a membership card as %s', (field, wire) => {
    const body = { card: { card_type: 'MEMBER_CARD', member_card: {} } };
    expect(wirePathOfOrder(field, body)).toBe(wire);
  });
});

describe('typeObjectOf', () => {
  it('writes what orderOf reads, the colour by its value', () => {
    const base = {
      title: 'T',
      color: 'Color010',
      sku: { quantity: 5 },
      date_info: { type: 'DATE_TYPE_FIX_TERM', fixed_term: 3, fixed_begin_term: 0 },
      can_share: false,
      can_give_friend: true,
      location_id_list: [7],
      custom_app_brand_user_name: 'gh_2@app',
    };
    const written = typeObjectOf(orderOf(cash(base, { reduce_cost: 100 })).draft);
    expect(written).toEqual({ base_info: { ...base, color: '#63b359' }, reduce_cost: 100 });
  });
});
