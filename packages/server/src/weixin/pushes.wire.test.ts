import { describe, expect, it } from 'vitest';
import type { EventType } from '../domain/events/index.ts';
import type { PushFacts } from '../domain/webhooks/index.ts';
import { xmlOf } from './kit/xml.ts';
import { PUSHED_TYPES, pushFieldsOf } from './pushes.wire.ts';

const ACCOUNT = { cardId: 'card_1', openid: null, appId: 'wx01', createTime: 1_700_000_000, store: null } as const;
const ABOUT = { ...ACCOUNT, openid: 'ann', codeOuterStr: null, isGroupGift: false } as const;
const STORE = { poiId: 77, externalId: 'sid-1', name: '海底捞（国贸店）' };
const REDEEMED = {
  redemptionId: 'rdm_1',
  code: '123456789012',
  way: 'API',
  source: 'FROM_API',
  staffId: 'per_1',
  amountFen: 2_050,
  outerStr: null,
  verificationCode: 'AB12',
  confirmedAt: null,
};
const GIFT = { giftId: 'gift_1', code: '111' };

// A type and its data, spread side by side, are no pair to the compiler.
const factsOf = <T extends EventType>(type: T, data: PushFacts<T>['data'], about: Partial<PushFacts> = {}) =>
  ({ ...ABOUT, ...about, type, data }) as PushFacts<T>;
const fields = <T extends EventType>(type: T, data: PushFacts<T>['data'], about: Partial<PushFacts> = {}) =>
  pushFieldsOf(factsOf(type, data, about));

const CLAIMED = { claimId: 'clm_1', code: '222', placementId: null };
const TAKEN = {
  Event: 'user_get_card',
  CardId: 'card_1',
  IsGiveByFriend: 0,
  UserCardCode: '222',
  FriendUserName: null,
  OldUserCardCode: null,
  OuterStr: null,
  OuterId: 0,
  IsRestoreMemberCard: 0,
  IsRecommendByFriend: 0,
  UnionId: null,
};

describe('what all pushes say', () => {
  it('is for whom, of whom, when, and that it is an event', () => {
    expect(fields('code.deleted', { code: '1' })).toMatchObject({
      ToUserName: 'wx01',
      FromUserName: 'ann',
      CreateTime: 1_700_000_000,
      MsgType: 'event',
    });
  });

  it('comes from the account where no user did it', () => {
    expect(fields('card.stock_low', { left: 100, quantity: 201 }, ACCOUNT)).toMatchObject({ FromUserName: 'wx01' });
  });
});

describe('a verdict about a card', () => {
  it('that lets it through is card_pass_check', () => {
    expect(fields('card.approved', { reviewId: 'rev_1', channel: 'FAST', versionId: null })).toMatchObject({
      Event: 'card_pass_check',
      CardId: 'card_1',
      RefuseReason: null,
    });
  });

  it('that refuses it is card_not_pass_check with the reasons', () => {
    const data = { reviewId: 'rev_1', versionId: null, reasons: ['标题不符', '图片模糊'] };
    expect(fields('card.rejected', data)).toMatchObject({
      Event: 'card_not_pass_check',
      RefuseReason: '标题不符；图片模糊',
    });
  });
});

describe('a code in a user’s hands is user_get_card', () => {
  it.each([
    ['of a claim without channel', null, { OuterStr: null, OuterId: 0 }],
    ['of a claim by a channel', '12b', { OuterStr: '12b', OuterId: 0 }],
    ['of a claim by a numeric channel', '12', { OuterStr: '12', OuterId: 12 }],
    ['of a claim by a channel that no number can hold', '98765432109', { OuterStr: '98765432109', OuterId: 0 }],
    ['of a claim by a channel that begins with nought', '012', { OuterStr: '012', OuterId: 0 }],
  ])('%s', (_what, outerStr, outer) => {
    expect(fields('card.claimed', { ...CLAIMED, outerStr })).toMatchObject({ ...TAKEN, ...outer });
  });

  it('of a gift, with the giver, the giver’s number and the channel of the code', () => {
    const data = { giftId: 'gift_1', code: '222', giverOpenid: 'bob', oldCodeId: 'code_1', oldCode: '111' };
    expect(fields('code.received', data, { codeOuterStr: 'till' })).toMatchObject({
      ...TAKEN,
      IsGiveByFriend: 1,
      FriendUserName: 'bob',
      OldUserCardCode: '111',
      OuterStr: 'till',
    });
  });
});

describe('a gift is user_gifting_card', () => {
  const pushed = { Event: 'user_gifting_card', CardId: 'card_1', UserCardCode: '111', FriendUserName: null };
  const under = { ...GIFT, isGroup: true, expiresAt: '2026-01-01T00:00:00.000Z' };

  it('on its way, to a group or a friend', () => {
    const sent = { ...pushed, IsReturnBack: 0 };
    expect(fields('code.gifting', under, { isGroupGift: true })).toMatchObject({ ...sent, IsChatRoom: 1 });
    expect(fields('code.gifting', under)).toMatchObject({ ...sent, IsChatRoom: 0 });
  });

  it.each(['code.gift_cancelled', 'code.gift_timed_out'] as const)('that comes back by %s', (type) => {
    expect(fields(type, GIFT)).toMatchObject({ ...pushed, IsReturnBack: 1, IsChatRoom: 0 });
  });

  it('and none when a friend has taken it, whose own push says so', () => {
    const data = { ...GIFT, friendOpenid: 'bob', newCodeId: 'code_2', newCode: '222' };
    expect(fields('code.gifted', data)).toBeNull();
  });
});

it('a deleted code is user_del_card', () => {
  expect(fields('code.deleted', { code: '111' })).toMatchObject({
    Event: 'user_del_card',
    CardId: 'card_1',
    UserCardCode: '111',
  });
});

it('an opened code is user_view_card', () => {
  expect(fields('code.viewed', { code: '111', outerStr: 'till' })).toMatchObject({
    Event: 'user_view_card',
    CardId: 'card_1',
    UserCardCode: '111',
    OuterStr: 'till',
  });
});

describe('a redemption is user_consume_card', () => {
  const used = { Event: 'user_consume_card', CardId: 'card_1', UserCardCode: '123456789012' };
  const blank = { LocationName: null, StaffOpenId: null, VerifyCode: null, RemarkAmount: null };

  it.each([
    ['API', 'FROM_API', { ...blank }],
    ['CONSOLE', 'FROM_MP', { ...blank }],
    ['STAFF_SCAN', 'FROM_MOBILE_HELPER', { ...blank, StaffOpenId: 'per_1' }],
    ['STAFF_TYPED', 'FROM_MOBILE_HELPER', { ...blank, StaffOpenId: 'per_1' }],
    ['SELF', 'FROM_API', { ...blank, LocationName: STORE.name, VerifyCode: 'AB12', RemarkAmount: '2050' }],
    ['CHECKOUT', 'FROM_API', { ...blank, LocationName: STORE.name }],
  ])('by the way %s from %s', (way, source, told) => {
    expect(fields('code.redeemed', { ...REDEEMED, way, source }, { store: STORE })).toMatchObject({
      ...used,
      ...told,
      ConsumeSource: source,
      LocationId: 77,
      OuterStr: null,
      OuterId: 0,
    });
  });

  it('without store, and with the channel that the call named', () => {
    expect(fields('code.redeemed', { ...REDEEMED, way: 'SELF', amountFen: null, outerStr: '9' })).toMatchObject({
      LocationId: 0,
      LocationName: null,
      RemarkAmount: null,
      OuterStr: '9',
      OuterId: 9,
    });
  });
});

it('few pieces are card_sku_remind', () => {
  expect(fields('card.stock_low', { left: 100, quantity: 201 })).toMatchObject({
    Event: 'card_sku_remind',
    CardId: 'card_1',
    Detail: "the card's quantity is equal to 100",
  });
});

describe('a verdict about a store is poi_check_notify', () => {
  const judged = { Event: 'poi_check_notify', UniqId: 'sid-1', PoiId: '77' };
  const none = { reviewId: 'rev_1', fields: [] };

  it('with succ', () => {
    expect(fields('store.approved', { ...none, channel: 'NORMAL' }, { store: STORE })).toMatchObject({
      ...judged,
      Result: 'succ',
      Msg: '',
    });
  });

  it('with fail and the reasons', () => {
    expect(fields('store.rejected', { ...none, reasons: ['地址有误'] }, { store: STORE })).toMatchObject({
      ...judged,
      Result: 'fail',
      Msg: '地址有误',
    });
  });

  it('without an id that the merchant never gave', () => {
    const store = { ...STORE, externalId: null };
    expect(fields('store.approved', { ...none, channel: 'FAST' }, { store })).toMatchObject({ UniqId: null });
  });
});

// Bare numbers, texts as CDATA, absent texts as empty ones.
it('is written as the platform writes it', () => {
  const claimed = fields('card.claimed', { ...CLAIMED, outerStr: '12' }) ?? {};
  expect(xmlOf(claimed)).toBe(
    '<xml><ToUserName><![CDATA[wx01]]></ToUserName><FromUserName><![CDATA[ann]]></FromUserName><CreateTime>1700000000</CreateTime>' +
      '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[user_get_card]]></Event><CardId><![CDATA[card_1]]></CardId>' +
      '<IsGiveByFriend>0</IsGiveByFriend><UserCardCode><![CDATA[222]]></UserCardCode><FriendUserName><![CDATA[]]></FriendUserName>' +
      '<OldUserCardCode><![CDATA[]]></OldUserCardCode><OuterStr><![CDATA[12]]></OuterStr><OuterId>12</OuterId>' +
      '<IsRestoreMemberCard>0</IsRestoreMemberCard><IsRecommendByFriend>0</IsRecommendByFriend><UnionId><![CDATA[]]></UnionId></xml>',
  );
});

// Contract §10.4 names them.
const NUMBERS = [
  'CreateTime',
  'IsGiveByFriend',
  'OuterId',
  'IsRestoreMemberCard',
  'IsRecommendByFriend',
  'IsReturnBack',
  'IsChatRoom',
  'LocationId',
];

it('has numbers where the contract has bare numbers, and nowhere else', () => {
  const all = [
    fields('card.claimed', { ...CLAIMED, outerStr: null }),
    fields('code.gifting', { ...GIFT, isGroup: false, expiresAt: '' }),
    fields('code.redeemed', { ...REDEEMED, way: 'SELF' }, { store: STORE }),
    fields('store.approved', { reviewId: 'rev_1', channel: 'FAST', fields: [] }, { store: STORE }),
    fields('card.stock_low', { left: 100, quantity: 201 }),
  ].flatMap((told) => Object.entries(told ?? {}));
  const bare = new Set(all.flatMap(([name, value]) => (typeof value === 'number' ? [name] : [])));
  expect([...bare].toSorted()).toEqual(NUMBERS.toSorted());
});

it('knows which events have a push', () => {
  expect(PUSHED_TYPES).toContain('card.claimed');
  expect(PUSHED_TYPES).not.toContain('card.created');
});
