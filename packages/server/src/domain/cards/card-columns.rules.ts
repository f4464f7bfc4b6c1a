import type { Prisma } from '../../generated/prisma/client.ts';
import type { CardDraft } from './card-draft.ts';
import type { CheckedCard } from './card.rules.ts';
import { isGiftable } from './kinds/index.ts';

export type Columns = Omit<
  Prisma.CardUncheckedCreateInput,
  'id' | 'merchantId' | 'kind' | 'status' | 'externalId' | 'createdAt' | 'updatedAt'
>;

/** What is kept of a draft that was found to be good, beside its stores and its stock. */
export function columnsOf(draft: CardDraft, checked: CheckedCard): Columns {
  const { kind: _kind, ...benefit } = checked.benefit;
  return {
    ...faceColumns(draft),
    ...checked.validity,
    codeType: checked.codeType,
    claimLimit: checked.claimLimit,
    useLimit: checked.useLimit,
    canShare: draft.canShare ?? true,
    canGiveFriend: isGiftable(draft.kind) && (draft.canGiveFriend ?? true),
    usesAllStores: draft.usesAllStores ?? false,
    pushesViews: draft.pushesViews ?? false,
    bindsOpenid: draft.bindOpenid ?? false,
    entries: checked.entries,
    ...conditionColumns(draft),
    businessServices: checked.businessServices,
    timeLimits: checked.timeLimits,
    enforcesTimeLimits: draft.enforcesTimeLimits ?? false,
    benefit,
  };
}

/** What the face says in its texts. */
export function faceColumns(draft: CardDraft) {
  return {
    title: draft.title ?? '',
    subTitle: draft.subTitle || null,
    brandName: draft.brandName ?? '',
    logoUrl: draft.logoUrl ?? '',
    color: draft.color ?? '',
    notice: draft.notice ?? '',
    description: draft.description ?? '',
    servicePhone: draft.servicePhone || null,
    source: draft.source || null,
  };
}

/** Conditions, cover and details of the face. */
export function conditionColumns(draft: CardDraft) {
  const condition = draft.useCondition;
  return {
    acceptCategory: condition?.acceptCategory || null,
    rejectCategory: condition?.rejectCategory || null,
    conditionLeastCostFen: condition?.leastCostFen ?? null,
    objectUseFor: condition?.objectUseFor || null,
    canUseWithOtherDiscount: condition?.canUseWithOtherDiscount ?? true,
    abstract: draft.abstract?.text || null,
    iconUrl: draft.abstract?.iconUrls?.[0] || null,
    textImages: (draft.textImages ?? []).map(({ imageUrl, text }) => ({ imageUrl: imageUrl ?? '', text: text ?? '' })),
  };
}
