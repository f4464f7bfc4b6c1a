import type { EditedCard, FaceFields } from '../../generated/console.ts';
import { yuanText } from '../format/money.ts';
import { clockOf, dayOf, lastDayOf } from '../format/time.ts';
import { type Draft, emptyEntry, type EntryDraft, newDraft, type TimeLimitDraft } from './draft.ts';
import {
  emptyCustomCell,
  emptyCustomField,
  emptyLink,
  type KindDrafts,
  type LinkDraft,
  newKindDrafts,
  SLOTS,
} from './kind-drafts.ts';

/** A face with all of its stores. */
export type EditedFace = FaceFields & Pick<EditedCard, 'stores'>;

type Own = Pick<EditedCard, 'externalId' | 'codeMode' | 'bindsOpenid'>;

/** Each day of a draft is set by the card's own validity. */
const ANY_DAY = '2000-01-01';

/** A card, or the face that it is to have, as the form shows it. `own` is what is not on a face. */
export function draftOfFace(face: EditedFace, own: Own, timeZone: string): Draft {
  const { useCondition, entries, abstract } = face;
  return {
    ...newDraft(ANY_DAY, ''),
    ...benefitDraft(face.benefit, timeZone),
    ...validityDraft(face.validity, timeZone),
    kind: face.kind,
    title: face.title,
    subTitle: face.subTitle ?? '',
    brandName: face.brandName,
    logoUrl: face.logoUrl,
    color: face.color.name,
    notice: face.notice,
    description: face.description,
    servicePhone: face.servicePhone ?? '',
    source: face.source ?? '',
    externalId: own.externalId ?? '',
    codeType: face.codeType,
    quantity: '0',
    claimLimit: String(face.claimLimit),
    useLimit: String(face.useLimit),
    canShare: face.canShare,
    canGiveFriend: face.canGiveFriend,
    codeMode: own.codeMode,
    bindsOpenid: own.bindsOpenid,
    ...storesDraft(face),
    center: entryDraft(entries.center),
    custom: entryDraft(entries.custom),
    promotion: entryDraft(entries.promotion),
    acceptCategory: useCondition.acceptCategory ?? '',
    rejectCategory: useCondition.rejectCategory ?? '',
    conditionLeastCost: yuan(useCondition.leastCostFen),
    objectUseFor: useCondition.objectUseFor ?? '',
    canUseWithOtherDiscount: useCondition.canUseWithOtherDiscount,
    abstractText: abstract.text ?? '',
    coverUrl: abstract.iconUrl ?? '',
    textImages: face.textImages.map(({ imageUrl, text }) => ({ imageUrl, text })),
    services: face.businessServices,
    timeLimits: timeLimitDrafts(face.timeLimits),
    enforcesTimeLimits: face.enforcesTimeLimits,
  };
}

const yuan = (fen: number | null): string => (fen === null ? '' : yuanText(fen));
const number = (value: number | null): string => (value === null ? '' : String(value));

function storesDraft({ usesAllStores, stores }: EditedFace): Pick<Draft, 'storeChoice' | 'storeIds'> {
  if (usesAllStores) return { storeChoice: 'all', storeIds: [] };
  return { storeChoice: stores.nodes.length === 0 ? 'none' : 'some', storeIds: stores.nodes.map(({ id }) => id) };
}

const entryDraft = (entry: FaceFields['entries']['center']): EntryDraft =>
  entry === null
    ? emptyEntry
    : {
        title: entry.title ?? '',
        subTitle: entry.subTitle ?? '',
        url: entry.url ?? '',
        appUserName: entry.appUserName ?? '',
        appPath: entry.appPath ?? '',
      };

type ValidityDraft = Pick<
  Draft,
  'validityType' | 'firstDay' | 'lastDay' | 'termDays' | 'termStartDays' | 'termLastDay'
>;

function validityDraft(validity: FaceFields['validity'], timeZone: string): ValidityDraft {
  const last = validity.until === null ? '' : lastDayOf(validity.until, timeZone);
  const isRange = validity.type === 'FIX_TIME_RANGE';
  return {
    validityType: validity.type,
    firstDay: validity.from === null ? '' : dayOf(new Date(validity.from), timeZone),
    lastDay: isRange ? last : '',
    termDays: number(validity.termDays),
    termStartDays: number(validity.termStartDays),
    termLastDay: isRange ? '' : last,
  };
}

const two = (value: number | null): string => String(value ?? 0).padStart(2, '0');

/** Days that share their hours stand together, as they do in the form. */
function timeLimitDrafts(limits: FaceFields['timeLimits']): TimeLimitDraft[] {
  const groups = new Map<string, { days: TimeLimitDraft['days'][number][]; begin: string; end: string }>();
  for (const { day, beginHour, beginMinute, endHour, endMinute } of limits) {
    const begin = beginHour === null ? '' : `${two(beginHour)}:${two(beginMinute)}`;
    const end = endHour === null ? '' : `${two(endHour)}:${two(endMinute)}`;
    const group = groups.get(`${begin}-${end}`) ?? { days: [], begin, end };
    group.days.push(day);
    groups.set(`${begin}-${end}`, group);
  }
  return [...groups.values()];
}

type Benefit = FaceFields['benefit'];
type Member = Extract<Benefit, { __typename: 'MemberCardBenefit' }>;

function benefitDraft(benefit: Benefit, timeZone: string): Partial<KindDrafts> {
  const at = (iso: string | null): string => (iso === null ? '' : clockOf(iso, timeZone));
  switch (benefit.__typename) {
    case 'CashBenefit':
      return { reduceCost: yuan(benefit.reduceCostFen), leastCost: yuan(benefit.leastCostFen) };
    case 'DiscountBenefit':
      return { percentOff: number(benefit.percentOff) };
    case 'GrouponBenefit':
      return { dealDetail: benefit.dealDetail };
    case 'GiftBenefit':
      return { gift: benefit.gift };
    case 'GeneralCouponBenefit':
      return { defaultDetail: benefit.defaultDetail };
    case 'MemberCardBenefit':
      return { member: memberDraft(benefit) };
    case 'ScenicTicketBenefit':
      return { scenic: { ticketClass: benefit.ticketClass ?? '', guideUrl: benefit.guideUrl ?? '' } };
    case 'MovieTicketBenefit':
      return { movie: { detail: benefit.detail ?? '' } };
    case 'BoardingPassBenefit': {
      const { from, to, flight, checkInUrl, gate, airModel } = benefit;
      const times = { departureTime: at(benefit.departureTime), landingTime: at(benefit.landingTime) };
      const texts = { checkInUrl: checkInUrl ?? '', gate: gate ?? '', airModel: airModel ?? '' };
      return { flight: { from, to, flight, ...times, ...texts, boardingTime: at(benefit.boardingTime) } };
    }
    case 'MeetingTicketBenefit':
      return { meeting: { meetingDetail: benefit.meetingDetail, mapUrl: benefit.mapUrl ?? '' } };
    case 'BusTicketBenefit': {
      const { tripDetail, mapUrl, route, departureTime } = benefit;
      return { bus: { tripDetail, mapUrl: mapUrl ?? '', route, departureTime: at(departureTime) } };
    }
    default:
      return benefit satisfies never;
  }
}

const linkDraft = (link: Member['bonusLink']): LinkDraft =>
  link === null ? emptyLink : { url: link.url ?? '', appUserName: link.appUserName ?? '', appPath: link.appPath ?? '' };

function inSlots<T>(taken: readonly { slot: number; draft: T }[], empty: T): T[] {
  return Array.from({ length: SLOTS }, (_, index) => taken.find(({ slot }) => slot === index + 1)?.draft ?? empty);
}

function memberDraft(member: Member): KindDrafts['member'] {
  const rule = member.bonusRule;
  const { activation } = member;
  return {
    prerogative: member.prerogative,
    showsBonus: member.showsBonus,
    showsBalance: member.showsBalance,
    backgroundUrl: member.backgroundUrl ?? '',
    percentOff: number(member.memberPercentOff),
    bonusLink: linkDraft(member.bonusLink),
    balanceLink: linkDraft(member.balanceLink),
    bonusClearing: member.bonusClearing ?? '',
    bonusTerms: member.bonusTerms ?? '',
    balanceTerms: member.balanceTerms ?? '',
    customFields: inSlots(
      member.customFields.map(({ slot, name, nameType, link }) => ({
        slot,
        draft: { ...linkDraft(link), nameType: nameType ?? 'OWN', name: name ?? '' },
      })),
      emptyCustomField,
    ),
    customCells: inSlots(
      member.customCells.map(({ slot, name, tips, link }) => ({
        slot,
        draft: { ...linkDraft(link), name, tips: tips ?? '' },
      })),
      emptyCustomCell,
    ),
    bonusRule:
      rule === null
        ? newKindDrafts.member.bonusRule
        : {
            costUnit: yuan(rule.costUnitFen),
            increaseBonus: number(rule.increaseBonus),
            maxIncreaseBonus: number(rule.maxIncreaseBonus),
            initIncreaseBonus: number(rule.initIncreaseBonus),
            costBonusUnit: number(rule.costBonusUnit),
            reduceCost: yuan(rule.reduceCostFen),
            leastCost: yuan(rule.leastCostFen),
            maxReduceBonus: number(rule.maxReduceBonus),
          },
    activation:
      activation === null
        ? newKindDrafts.member.activation
        : {
            ...activation,
            afterFormUrl: activation.afterFormUrl ?? '',
            page: linkDraft(activation.page),
            bindUrl: activation.bindUrl ?? '',
          },
    paysByCode: member.paysByCode,
    paysByCard: member.paysByCard,
  };
}
