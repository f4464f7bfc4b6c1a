import { describe, expect, it } from 'vitest';
import { cardLabels } from './card-labels.ts';
import { conditionWords, hoursOfCard } from './face-model.ts';

const days = cardLabels['zh-CN'].days;
const limit = { beginHour: 11, beginMinute: 0, endHour: 14, endMinute: 30 };

describe('conditions of use', () => {
  it('are told one by one', () => {
    const condition = {
      leastCostFen: 10_000,
      acceptCategory: '火锅',
      rejectCategory: '酒水',
      objectUseFor: '套餐',
      canUseWithOtherDiscount: false,
    };
    expect(conditionWords(condition, 'zh-CN')).toEqual([
      '满 100 元可用',
      '仅限火锅',
      '不适用于酒水',
      '购买套餐可用',
      '不与其他优惠同享',
    ]);
    expect(conditionWords(condition, 'en')[0]).toBe('For orders from ¥100');
  });
  it('are none where nothing was said', () => {
    expect(conditionWords({ leastCostFen: 0, acceptCategory: '', canUseWithOtherDiscount: true }, 'zh-CN')).toEqual([]);
  });
});

describe('hours of use', () => {
  it('gather the days that share them', () => {
    const limits = [
      { ...limit, day: 'MONDAY' },
      { ...limit, day: 'TUESDAY' },
      { day: 'SUNDAY', beginHour: null, beginMinute: null, endHour: null, endMinute: null },
    ] as const;
    expect(hoursOfCard(limits, days)).toEqual(['周一、周二 11:00–14:30', '周日']);
  });
});
