import type { Card } from '../../generated/prisma/client.ts';
import type { KindCondition } from './kinds/contract.ts';
import { showsCondition } from './kinds/index.ts';

type Conditions = Pick<
  Card,
  'kind' | 'acceptCategory' | 'rejectCategory' | 'conditionLeastCostFen' | 'objectUseFor' | 'canUseWithOtherDiscount'
>;

export type ShownConditions = {
  acceptCategory: string | null;
  rejectCategory: string | null;
  leastCostFen: bigint | null;
  objectUseFor: string | null;
  canUseWithOtherDiscount: boolean;
};

/** What the face tells of the conditions of use. What another kind would show is kept and not shown (C1). */
export function shownConditionsOf(card: Conditions): ShownConditions {
  const shown = <T>(condition: KindCondition, value: T): T | null =>
    showsCondition(card.kind, condition) ? value : null;
  return {
    acceptCategory: shown('acceptCategory', card.acceptCategory),
    rejectCategory: shown('rejectCategory', card.rejectCategory),
    leastCostFen: shown('leastCostFen', card.conditionLeastCostFen),
    objectUseFor: shown('objectUseFor', card.objectUseFor),
    canUseWithOtherDiscount: card.canUseWithOtherDiscount,
  };
}
