import { describe, expect, it } from 'vitest';
import { CardKind } from '../../generated/prisma/enums.ts';
import { shownConditionsOf } from './card-conditions.rules.ts';

const KEPT = {
  acceptCategory: '鞋类',
  rejectCategory: '阿迪达斯',
  conditionLeastCostFen: 5_000n,
  objectUseFor: '帽子',
  canUseWithOtherDiscount: false,
};
const SHOWN: Partial<Record<CardKind, object>> = {
  CASH: { acceptCategory: '鞋类', rejectCategory: '阿迪达斯', leastCostFen: 5_000n },
  GIFT: { leastCostFen: 5_000n, objectUseFor: '帽子' },
};
const NONE = { acceptCategory: null, rejectCategory: null, leastCostFen: null, objectUseFor: null };

describe('the conditions that a face shows', () => {
  it.each(Object.values(CardKind))('are those of the kind %s', (kind) => {
    const conditions = shownConditionsOf({ kind, ...KEPT });
    expect(conditions).toEqual({ ...NONE, ...SHOWN[kind], canUseWithOtherDiscount: false });
  });

  it('are none where none was given', () => {
    const nothing = { ...KEPT, acceptCategory: null, rejectCategory: null, conditionLeastCostFen: null };
    expect(shownConditionsOf({ kind: 'CASH', ...nothing })).toMatchObject(NONE);
  });
});
