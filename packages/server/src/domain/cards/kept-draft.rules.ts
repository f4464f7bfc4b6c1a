import { columnsOf } from './card-columns.rules.ts';
import type { CardDraft } from './card-draft.ts';
import type { CheckedCard } from './card.rules.ts';

/**
 * A draft that was found to be good, as it will be read again once it is kept: whole links, each service once, and what
 * holds where a field was emptied. Only so do two drafts differ in what really changes.
 */
export function keptDraft(draft: CardDraft, checked: CheckedCard): CardDraft {
  const { kind: _kind, ...benefit } = checked.benefit;
  const { codeType, claimLimit, useLimit, businessServices, timeLimits, entries } = checked;
  const { canShare, canGiveFriend, usesAllStores, pushesViews, enforcesTimeLimits, canUseWithOtherDiscount } =
    columnsOf(draft, checked);
  return {
    ...draft,
    ...{ codeType, claimLimit, useLimit, businessServices, timeLimits, ...entries, benefit },
    ...{ canShare, canGiveFriend, usesAllStores, pushesViews, enforcesTimeLimits },
    useCondition: { ...draft.useCondition, canUseWithOtherDiscount },
  };
}
