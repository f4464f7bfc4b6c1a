import type {
  CardCreateInput,
  CardEntryInput,
  CardTimeLimitInput,
  CardUseConditionInput,
  CardValidityInput,
  CashCreateInput,
} from '../../generated/console.ts';
import { fenOf } from '../format/money.ts';
import { dayAfter, isDay, startOfDay } from '../format/time.ts';
import type { Draft, EntryDraft, TimeLimitDraft } from './draft.ts';

type CommonInput = Omit<CashCreateInput, 'leastCostFen' | 'reduceCostFen'>;

/** A draft as the server takes it. What is empty stays out; what is no number too, so that the server names it missing. */
export function cardInputOf(draft: Draft, timeZone: string): CardCreateInput {
  const common = commonInput(draft, timeZone);
  switch (draft.kind) {
    case 'CASH':
      return { cash: { ...common, reduceCostFen: fenOf(draft.reduceCost), leastCostFen: fenOf(draft.leastCost) } };
    case 'DISCOUNT':
      return { discount: { ...common, percentOff: wholeOf(draft.percentOff) } };
    case 'GROUPON':
      return { groupon: { ...common, dealDetail: draft.dealDetail } };
    case 'GIFT':
      return { gift: { ...common, gift: draft.gift } };
    case 'GENERAL_COUPON':
      return { generalCoupon: { ...common, defaultDetail: draft.defaultDetail } };
    default:
      return draft.kind satisfies never;
  }
}

function commonInput(draft: Draft, timeZone: string): CommonInput {
  return {
    title: draft.title,
    subTitle: textOf(draft.subTitle),
    brandName: draft.brandName,
    logoUrl: draft.logoUrl,
    color: draft.color,
    notice: draft.notice,
    description: draft.description,
    servicePhone: textOf(draft.servicePhone),
    source: textOf(draft.source),
    externalId: textOf(draft.externalId),
    codeType: draft.codeType,
    validity: validityOf(draft, timeZone),
    quantity: wholeOf(draft.quantity),
    claimLimit: wholeOf(draft.claimLimit),
    useLimit: wholeOf(draft.useLimit),
    canShare: draft.canShare,
    canGiveFriend: draft.canGiveFriend,
    usesAllStores: draft.storeChoice === 'all',
    storeIds: draft.storeChoice === 'some' ? draft.storeIds : [],
    center: entryOf(draft.center),
    custom: entryOf(draft.custom),
    promotion: entryOf(draft.promotion),
    useCondition: conditionOf(draft),
    abstract: { text: textOf(draft.abstractText), iconUrls: draft.coverUrl === '' ? [] : [draft.coverUrl] },
    textImages: draft.textImages,
    businessServices: draft.services,
    timeLimits: timeLimitsOf(draft.timeLimits),
    enforcesTimeLimits: draft.enforcesTimeLimits,
    idempotencyKey: draft.idempotencyKey,
  };
}

const textOf = (text: string): string | null => (text.trim() === '' ? null : text);

/** A whole number; null for anything else. */
export const wholeOf = (text: string): number | null => (/^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null);

/** Days are whole days of the merchant; the end is the moment after the last one. */
function validityOf(draft: Draft, timeZone: string): CardValidityInput {
  const endOf = (day: string): string | null => (isDay(day) ? startOfDay(dayAfter(day, 1), timeZone) : null);
  if (draft.validityType === 'FIX_TIME_RANGE') {
    const from = isDay(draft.firstDay) ? startOfDay(draft.firstDay, timeZone) : null;
    return { type: 'FIX_TIME_RANGE', from, until: endOf(draft.lastDay) };
  }
  return {
    type: 'FIX_TERM',
    termDays: wholeOf(draft.termDays),
    termStartDays: wholeOf(draft.termStartDays),
    until: endOf(draft.termLastDay),
  };
}

function entryOf(entry: EntryDraft): CardEntryInput | null {
  if (Object.values(entry).every((text) => text.trim() === '')) return null;
  return {
    title: textOf(entry.title),
    subTitle: textOf(entry.subTitle),
    url: textOf(entry.url),
    appUserName: textOf(entry.appUserName),
    appPath: textOf(entry.appPath),
  };
}

/** Only what the face of this kind shows: what was written for another kind stays in the draft. */
export const conditionOf = ({ kind, ...draft }: Draft): CardUseConditionInput => ({
  ...(kind === 'CASH'
    ? { acceptCategory: textOf(draft.acceptCategory), rejectCategory: textOf(draft.rejectCategory) }
    : {}),
  ...(kind === 'GIFT'
    ? { leastCostFen: fenOf(draft.conditionLeastCost), objectUseFor: textOf(draft.objectUseFor) }
    : {}),
  canUseWithOtherDiscount: draft.canUseWithOtherDiscount,
});

/** One limit for each day, in the order of the draft: the place of a limit tells where in the draft it came from. */
export const timeLimitsOf = (limits: readonly TimeLimitDraft[]): CardTimeLimitInput[] =>
  limits.flatMap(({ days, begin, end }) => {
    const [beginHour, beginMinute] = clockOf(begin);
    const [endHour, endMinute] = clockOf(end);
    return days.map((day) => ({ day, beginHour, beginMinute, endHour, endMinute }));
  });

/** `11:30` → 11 and 30. */
function clockOf(text: string): [number | null, number | null] {
  const match = /^(\d\d):(\d\d)/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : [null, null];
}
