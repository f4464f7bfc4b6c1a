import type {
  CardCreateInput,
  CardEntryInput,
  CardKind,
  CardTimeLimitInput,
  CardUseConditionInput,
  CardValidityInput,
  CashCreateInput,
  ValidityType,
} from '../../generated/console.ts';
import { fenOf } from '../format/money.ts';
import { dayAfter, isDay, startOfDay } from '../format/time.ts';
import { type BenefitInputs, benefitInputs } from './benefit-input.ts';
import type { Draft, EntryDraft, TimeLimitDraft } from './draft.ts';
import { textOf, wholeOf } from './inputs.ts';

export type CommonInput = Omit<CashCreateInput, 'leastCostFen' | 'reduceCostFen'>;

/** A draft as the server takes it. What is empty stays out; what is no number too, so that the server names it missing. */
export function cardInputOf(draft: Draft, timeZone: string): CardCreateInput {
  const common = commonInput(draft, timeZone);
  const of = <K extends CardKind>(kind: K): CommonInput & BenefitInputs[K] => ({
    ...common,
    ...benefitInputs[kind](draft, timeZone),
  });
  return branches[draft.kind](of);
}

type InputOf = <K extends CardKind>(kind: K) => CommonInput & BenefitInputs[K];

/** The branch of `cardCreate` that makes a card of each kind. */
const branches: Record<CardKind, (of: InputOf) => CardCreateInput> = {
  CASH: (of) => ({ cash: of('CASH') }),
  DISCOUNT: (of) => ({ discount: of('DISCOUNT') }),
  GROUPON: (of) => ({ groupon: of('GROUPON') }),
  GIFT: (of) => ({ gift: of('GIFT') }),
  GENERAL_COUPON: (of) => ({ generalCoupon: of('GENERAL_COUPON') }),
  MEMBER_CARD: (of) => ({ memberCard: of('MEMBER_CARD') }),
  SCENIC_TICKET: (of) => ({ scenicTicket: of('SCENIC_TICKET') }),
  MOVIE_TICKET: (of) => ({ movieTicket: of('MOVIE_TICKET') }),
  BOARDING_PASS: (of) => ({ boardingPass: of('BOARDING_PASS') }),
  MEETING_TICKET: (of) => ({ meetingTicket: of('MEETING_TICKET') }),
  BUS_TICKET: (of) => ({ busTicket: of('BUS_TICKET') }),
};

/** What every kind has. */
export function commonInput(draft: Draft, timeZone: string): CommonInput {
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
    quantity: draft.codeMode === 'DEPOSITED' ? 0 : wholeOf(draft.quantity),
    claimLimit: wholeOf(draft.claimLimit),
    useLimit: wholeOf(draft.useLimit),
    canShare: draft.canShare,
    canGiveFriend: draft.canGiveFriend,
    useCustomCode: draft.codeMode !== 'SYSTEM',
    getCustomCodeMode: draft.codeMode === 'DEPOSITED' ? DEPOSIT : null,
    bindOpenid: draft.bindsOpenid,
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

/** The old platform's name for codes that are put in beforehand (K1). */
const DEPOSIT = 'GET_CUSTOM_CODE_MODE_DEPOSIT';

/** Only membership cards are good for ever (C4): the choice stays in the draft when another kind is tried. */
export const validityTypeOf = ({ kind, validityType }: Pick<Draft, 'kind' | 'validityType'>): ValidityType =>
  validityType === 'PERMANENT' && kind !== 'MEMBER_CARD' ? 'FIX_TERM' : validityType;

/** Days are whole days of the merchant; the end is the moment after the last one. */
function validityOf(draft: Draft, timeZone: string): CardValidityInput {
  const endOf = (day: string): string | null => (isDay(day) ? startOfDay(dayAfter(day, 1), timeZone) : null);
  const type = validityTypeOf(draft);
  if (type === 'PERMANENT') return { type };
  if (type === 'FIX_TIME_RANGE') {
    const from = isDay(draft.firstDay) ? startOfDay(draft.firstDay, timeZone) : null;
    return { type, from, until: endOf(draft.lastDay) };
  }
  return {
    type,
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
    const [beginHour, beginMinute] = hoursOf(begin);
    const [endHour, endMinute] = hoursOf(end);
    return days.map((day) => ({ day, beginHour, beginMinute, endHour, endMinute }));
  });

/** `11:30` → 11 and 30. */
function hoursOf(text: string): [number | null, number | null] {
  const match = /^(\d\d):(\d\d)/.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : [null, null];
}
