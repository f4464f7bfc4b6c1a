import type { Card } from '../../generated/prisma/client.ts';
import { fenOf } from '../kit/money.ts';
import type { CardDraft, ValidityDraft } from './card-draft.ts';
import { entriesOf, textImagesOf, timeLimitsOf } from './card-json.rules.ts';
import { readBenefit } from './kinds/index.ts';

type Modes = Pick<CardDraft, 'useCustomCode' | 'getCustomCodeMode'>;

/** A stored card as the draft that would make it anew: what edits change, copies repeat and answers show. Without stock. */
export function draftOfCard(card: Card, storeIds: readonly string[]): CardDraft {
  const { title, subTitle, brandName, logoUrl, color, notice, description, servicePhone, source, codeType } = card;
  const { canShare, canGiveFriend, usesAllStores, pushesViews, claimLimit, useLimit, enforcesTimeLimits } = card;
  const { kind, ...benefit } = readBenefit(card);
  return {
    kind,
    externalId: card.externalId,
    ...{ title, subTitle, brandName, logoUrl, color, notice, description, servicePhone, source, codeType },
    ...{ canShare, canGiveFriend, usesAllStores, pushesViews, claimLimit, useLimit, enforcesTimeLimits },
    ...modeOf(card),
    ...entriesOf(card),
    bindOpenid: card.bindsOpenid,
    validity: validityOf(card),
    quantity: 0,
    storeIds: storeIds.toSorted(),
    useCondition: conditionOf(card),
    abstract: { text: card.abstract, iconUrls: card.iconUrl === null ? null : [card.iconUrl] },
    textImages: textImagesOf(card),
    businessServices: card.businessServices,
    timeLimits: timeLimitsOf(card),
    benefit,
  };
}

function modeOf({ codeMode }: Card): Modes {
  if (codeMode === 'DEPOSITED') return { useCustomCode: true, getCustomCodeMode: 'GET_CUSTOM_CODE_MODE_DEPOSIT' };
  return { useCustomCode: codeMode === 'CUSTOM', getCustomCodeMode: null };
}

function validityOf(card: Card): ValidityDraft {
  const { validityType: type, validFrom: from, validUntil: until, termDays, termStartDays } = card;
  return { type, from, until, termDays, termStartDays };
}

function conditionOf(card: Card): CardDraft['useCondition'] {
  const { acceptCategory, rejectCategory, conditionLeastCostFen, objectUseFor, canUseWithOtherDiscount } = card;
  const leastCostFen = conditionLeastCostFen === null ? null : fenOf(conditionLeastCostFen);
  return { acceptCategory, rejectCategory, leastCostFen, objectUseFor, canUseWithOtherDiscount };
}
