import { describe, expect, it } from 'vitest';
import { aCoupon } from '../../../test/kit/a-face.ts';
import { speakerOf } from '../../texts/speak.ts';
import { walletEn, walletZhCN } from '../../texts/wallet.ts';
import type { WalletState } from '../../code-types.ts';
import { addressOf, conditionsOf, endOf, entriesOf } from './coupon-words.ts';

const chinese = speakerOf('zh-CN', walletZhCN);
const english = speakerOf('en', walletEn);
const entry = (title: string) => ({ title, subTitle: null, url: `https://shop.example/${title}` });
const entries = { center: entry('center'), custom: entry('custom'), promotion: entry('promotion') };
const limit = (day: string, beginHour: number | null = null) => ({
  day,
  beginHour,
  beginMinute: 30,
  endHour: beginHour === null ? null : 14,
  endMinute: null,
});

describe('the conditions of a card', () => {
  const useCondition = {
    leastCostFen: 10_000,
    acceptCategory: '鞋',
    rejectCategory: '帽',
    objectUseFor: '围巾',
    canUseWithOtherDiscount: false,
  };
  const timeLimits = [limit('MONDAY'), limit('TUESDAY'), limit('SATURDAY', 11), limit('HOLIDAY')];

  it('are sentences', () => {
    const { card } = aCoupon({}, { useCondition, timeLimits });
    expect(conditionsOf(card, chinese)).toEqual([
      '满100元可用',
      '适用：鞋',
      '不适用：帽',
      '购买围巾可用',
      '不可与其他优惠同享',
      '可用时段：周一、周二、节假日；周六 11:30–14:00',
    ]);
    expect(conditionsOf(card, english).at(-1)).toBe('Good at these times: Mon, Tue, Holidays; Sat 11:30–14:00');
  });

  it('of a card without any are one', () => {
    expect(conditionsOf(aCoupon().card, chinese)).toEqual(['可与其他优惠同享']);
  });
});

describe('the links of a card', () => {
  it.each<[WalletState, string[]]>([
    ['USABLE', ['center', 'custom', 'promotion']],
    ['UPCOMING', ['custom', 'promotion']],
    ['GIFTING', ['promotion']],
    ['USED', ['promotion']],
    ['EXPIRED', ['promotion']],
    ['GIVEN', ['promotion']],
    ['VOID', ['promotion']],
  ])('of a code that is %s are %j', (state, names) => {
    const shown = Object.entries(entriesOf(aCoupon({ state }, { entries })));
    expect(shown.filter(([, one]) => one !== null).map(([name]) => name)).toEqual(names);
  });

  it.each([
    ['https://a.example/', 'https://a.example/?encrypt_code=enc%2B1&card_id=card_1'],
    ['https://a.example/?x=1#top', 'https://a.example/?x=1&encrypt_code=enc%2B1&card_id=card_1#top'],
  ])('tell %s whose code it is', (url, address) => {
    expect(addressOf({ title: 'a', subTitle: null, url }, aCoupon())).toBe(address);
  });

  it('lead nowhere where they lead into a mini program', () => {
    expect(addressOf({ title: 'a', subTitle: null, url: null }, aCoupon())).toBeNull();
  });
});

it.each<[WalletState | null, string | null]>([
  ['USABLE', null],
  ['UPCOMING', null],
  ['USED', 'couponUsed'],
  ['EXPIRED', 'couponOver'],
  ['GIVEN', 'couponGiven'],
  ['VOID', 'couponVoid'],
  ['GIFTING', 'couponGifting'],
  [null, 'couponDeleted'],
])('a code that is %s says %s', (state, phrase) => {
  expect(endOf(aCoupon({ state }))).toBe(phrase);
});
