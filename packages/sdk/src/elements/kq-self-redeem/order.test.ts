import { describe, expect, it } from 'vitest';
import type { StoreFace } from '../../holding-types.ts';
import { distanceOf, EMPTY_ORDER, faultsIn, fenIn, nearestFirst, placeOf, secondOf, storeName } from './order.ts';

const store = (id: string): StoreFace => ({
  id,
  businessName: '海底捞',
  branchName: null,
  city: '北京市',
  district: '东城区',
  address: '王府井大街 1 号',
  telephone: '010-1234',
  openTime: null,
});

it.each([
  ['128.5', 12_850],
  [' 128.50 ', 12_850],
  ['0.01', 1],
  ['100', 10_000],
  ['1.234', null],
  ['-1', null],
  ['abc', null],
  ['', null],
  ['123456789', null],
])('reads the amount %j as %j fen', (text, fen) => {
  expect(fenIn(text)).toBe(fen);
});

describe('an order', () => {
  it('lacks what the card asks for, and a store always', () => {
    const needs = { isOpen: true, needsVerificationCode: true, needsRemarkAmount: true };
    expect(faultsIn(EMPTY_ORDER, needs)).toEqual({
      storeId: 'redeemPick',
      verificationCode: 'redeemMissing',
      amount: 'redeemAmountBad',
    });
    const none = { isOpen: true, needsVerificationCode: false, needsRemarkAmount: false };
    expect(faultsIn({ ...EMPTY_ORDER, storeId: 'store_1' }, none)).toEqual({});
  });
});

describe('stores', () => {
  it('stand nearest first, with those that are far behind', () => {
    const near = [{ ...store('b'), distanceMeters: 20 }];
    expect(nearestFirst([store('a'), store('b')], near).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('are called by name and branch, and say where they are', () => {
    expect(storeName({ ...store('a'), branchName: '王府井店' })).toBe('海底捞（王府井店）');
    expect(storeName(store('a'))).toBe('海底捞');
    expect(placeOf(store('a'))).toBe('北京市 东城区 王府井大街 1 号');
    expect([320, 1_240].map((distanceMeters) => distanceOf({ ...store('a'), distanceMeters }))).toEqual([
      '320 m',
      '1.2 km',
    ]);
    expect(distanceOf(store('a'))).toBe('');
  });
});

it('says a time to the second, in the zone of the merchant', () => {
  expect(secondOf('2026-12-01T01:30:07Z', 'Asia/Shanghai')).toBe('2026.12.01 09:30:07');
});
