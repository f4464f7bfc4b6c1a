import { describe, expect, it } from 'vitest';
import { cardInputOf, timeLimitsOf } from './card-input.ts';
import { wholeOf } from './inputs.ts';
import { type Draft, newDraft } from './draft.ts';

const SHANGHAI = 'Asia/Shanghai';
const input = (fields: Partial<Draft>) =>
  cardInputOf({ ...newDraft('2026-11-24', 'key-00000001'), ...fields }, SHANGHAI);

describe('the input of a draft', () => {
  it.each<[Draft['kind'], Partial<Draft>, object]>([
    ['CASH', { reduceCost: '10', leastCost: '100' }, { cash: { reduceCostFen: 1000, leastCostFen: 10_000 } }],
    ['DISCOUNT', { percentOff: '30' }, { discount: { percentOff: 30 } }],
    ['GROUPON', { dealDetail: '双人餐' }, { groupon: { dealDetail: '双人餐' } }],
    ['GIFT', { gift: '冰粉一份' }, { gift: { gift: '冰粉一份' } }],
    ['GENERAL_COUPON', { defaultDetail: '送小菜' }, { generalCoupon: { defaultDetail: '送小菜' } }],
  ])('of the kind %s holds its benefit and no other', (kind, fields, expected) => {
    const made = input({ kind, ...fields });
    expect(Object.keys(made)).toHaveLength(1);
    expect(made).toMatchObject(expected);
  });

  it('ends a span after its last day in the merchant’s zone', () => {
    const { cash } = input({ validityType: 'FIX_TIME_RANGE', firstDay: '2026-12-01', lastDay: '2026-12-31' });
    expect(cash?.validity).toEqual({
      type: 'FIX_TIME_RANGE',
      from: '2026-11-30T16:00:00.000Z',
      until: '2026-12-31T16:00:00.000Z',
    });
  });
  it('counts the days of a term, with a common end if there is one', () => {
    const { cash } = input({ termDays: '7', termStartDays: '1', termLastDay: '2026-12-31' });
    expect(cash?.validity).toEqual({
      type: 'FIX_TERM',
      termDays: 7,
      termStartDays: 1,
      until: '2026-12-31T16:00:00.000Z',
    });
  });
  it('leaves out what is empty', () => {
    expect(input({}).cash).toMatchObject({
      subTitle: null,
      servicePhone: null,
      center: null,
      timeLimits: [],
      abstract: { text: null, iconUrls: [] },
    });
  });
  it('names stores only where some were chosen', () => {
    expect(input({ storeChoice: 'some', storeIds: ['store_1'] }).cash).toMatchObject({
      usesAllStores: false,
      storeIds: ['store_1'],
    });
    expect(input({ storeChoice: 'all', storeIds: ['store_1'] }).cash).toMatchObject({
      usesAllStores: true,
      storeIds: [],
    });
    expect(input({ storeChoice: 'none', storeIds: ['store_1'] }).cash).toMatchObject({
      usesAllStores: false,
      storeIds: [],
    });
  });
  it('carries the key of the draft, so that sending it twice makes one card', () => {
    expect(input({}).cash?.idempotencyKey).toBe('key-00000001');
  });
});

describe('conditions', () => {
  const all = { acceptCategory: '火锅', rejectCategory: '酒水', conditionLeastCost: '50', objectUseFor: '套餐' };
  it('are those that the kind shows', () => {
    expect(input({ kind: 'CASH', ...all }).cash?.useCondition).toEqual({
      acceptCategory: '火锅',
      rejectCategory: '酒水',
      canUseWithOtherDiscount: true,
    });
    expect(input({ kind: 'GIFT', ...all }).gift?.useCondition).toEqual({
      leastCostFen: 5000,
      objectUseFor: '套餐',
      canUseWithOtherDiscount: true,
    });
    expect(input({ kind: 'DISCOUNT', ...all }).discount?.useCondition).toEqual({ canUseWithOtherDiscount: true });
  });
});

describe('hours of use', () => {
  it('become one limit for each day', () => {
    expect(timeLimitsOf([{ days: ['MONDAY', 'SUNDAY'], begin: '11:30', end: '14:00' }])).toEqual([
      { day: 'MONDAY', beginHour: 11, beginMinute: 30, endHour: 14, endMinute: 0 },
      { day: 'SUNDAY', beginHour: 11, beginMinute: 30, endHour: 14, endMinute: 0 },
    ]);
  });
  it('are the whole day where none are given', () => {
    expect(timeLimitsOf([{ days: ['HOLIDAY'], begin: '', end: '' }])).toEqual([
      { day: 'HOLIDAY', beginHour: null, beginMinute: null, endHour: null, endMinute: null },
    ]);
  });
});

describe('a whole number', () => {
  it.each([
    ['100', 100],
    [' 7 ', 7],
    ['1.5', null],
    ['-1', null],
    ['', null],
    ['1e2', null],
  ])('%j is %j', (text, number) => {
    expect(wholeOf(text)).toBe(number);
  });
});
