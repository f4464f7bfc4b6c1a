import { describe, expect, it } from 'vitest';
import { CardKind } from '../../../generated/prisma/enums.ts';
import { parseBenefit, readBenefit, requiredOfBenefit, textsOfBenefit } from './index.ts';

const GOOD = {
  GROUPON: { dealDetail: '双人套餐' },
  CASH: { leastCostFen: 0, reduceCostFen: 100 },
  DISCOUNT: { percentOff: 30 },
  GIFT: { gift: '可乐一杯' },
  GENERAL_COUPON: { defaultDetail: '凭券停车' },
} satisfies Record<CardKind, object>;

describe('the registry of kinds', () => {
  it.each(Object.values(CardKind))('reads a stored %s as it was checked', (kind) => {
    const benefit = parseBenefit(kind, GOOD[kind]);
    expect(benefit).toEqual({ kind, ...GOOD[kind] });
    expect(readBenefit({ kind, benefit: GOOD[kind] })).toEqual(benefit);
  });

  it.each(Object.values(CardKind))('names the required fields of a %s among those of its benefit', (kind) => {
    const names = Object.keys(GOOD[kind]).map((name) => ['benefit', name]);
    for (const field of requiredOfBenefit(kind)) expect(names).toContainEqual(field);
  });

  it('gives the texts of a benefit their limits, and leaves out what is no text', () => {
    expect(textsOfBenefit('GIFT', { gift: '可乐' })).toEqual([
      { field: ['benefit', 'gift'], text: '可乐', bytes: 3072 },
    ]);
    expect(textsOfBenefit('GIFT', { gift: 5 })).toEqual([]);
    expect(textsOfBenefit('CASH', GOOD.CASH)).toEqual([]);
  });
});
