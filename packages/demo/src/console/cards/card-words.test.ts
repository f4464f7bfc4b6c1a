import { describe, expect, it } from 'vitest';
import { benefitWords, discountWords, hoursWords, validityWords } from './card-words.ts';

const chinese = { timeZone: 'Asia/Shanghai', language: 'zh-CN' } as const;
const english = { timeZone: 'Asia/Shanghai', language: 'en' } as const;
const range = {
  type: 'FIX_TIME_RANGE',
  from: '2026-11-23T16:00:00.000Z',
  until: '2026-12-31T16:00:00.000Z',
  termDays: null,
  termStartDays: null,
} as const;
const term = { type: 'FIX_TERM', from: null, until: null, termDays: 30, termStartDays: 0 } as const;

describe('the words of a benefit', () => {
  it('tell an amount and from where on', () => {
    const benefit = { __typename: 'CashBenefit', reduceCostFen: 1000, leastCostFen: 10_000 } as const;
    expect(benefitWords(benefit, 'zh-CN')).toEqual({ big: '¥10', small: '满100元可用' });
    expect(benefitWords(benefit, 'en')).toEqual({ big: '¥10', small: 'from ¥100' });
    expect(benefitWords({ ...benefit, leastCostFen: 0 }, 'zh-CN').small).toBe('无门槛');
  });
  it.each([
    [30, '7折', '−30%'],
    [25, '7.5折', '−25%'],
    [99, '0.1折', '−99%'],
  ])('tell %d percent off', (percentOff, chineseWords, englishWords) => {
    expect(discountWords(percentOff, 'zh-CN')).toBe(chineseWords);
    expect(discountWords(percentOff, 'en')).toBe(englishWords);
  });
  it('name the kind where there is no number', () => {
    expect(benefitWords({ __typename: 'GiftBenefit' }, 'zh-CN').big).toBe('兑换');
  });
});

describe('the words of a validity', () => {
  it('name the last day of a span, not the moment after it', () => {
    expect(validityWords(range, chinese)).toBe('2026-11-24 至 2026-12-31');
    expect(validityWords(range, english)).toBe('2026-11-24 to 2026-12-31');
  });
  it('say that a membership card is good for ever', () => {
    const permanent = { ...term, type: 'PERMANENT', termDays: null, termStartDays: null } as const;
    expect(validityWords(permanent, chinese)).toBe('永久有效');
    expect(validityWords(permanent, english)).toBe('for ever');
  });
  it('count days from the claim', () => {
    expect(validityWords(term, chinese)).toBe('领取后当天生效，有效 30 天');
    expect(validityWords({ ...term, termDays: 1, termStartDays: 1 }, english)).toBe('1 day from 1 day after the claim');
    expect(validityWords({ ...term, termStartDays: 2, until: range.until }, chinese)).toBe(
      '领取后 2 天生效，有效 30 天，至 2026-12-31 止',
    );
  });
});

describe('the words of hours', () => {
  it.each([
    [{ beginHour: 11, beginMinute: 30, endHour: 14, endMinute: null }, '11:30–14:00'],
    [{ beginHour: null, beginMinute: null, endHour: null, endMinute: null }, ''],
    [{ beginHour: 17, beginMinute: 0, endHour: null, endMinute: null }, '17:00–24:00'],
  ])('are %j', (limit, words) => {
    expect(hoursWords(limit)).toBe(words);
  });
});
