import type { BenefitFields, CardKind } from '../../generated/console.ts';
import { benefitInputs, type BenefitInputs } from './benefit-input.ts';
import type { Draft } from './draft.ts';

type OfType<T extends BenefitFields['__typename']> = Extract<BenefitFields, { __typename: T }>;

/** What a draft gives, as the server would tell it of a card: gaps are empty. */
export function benefitOfDraft(draft: Draft, timeZone: string): BenefitFields {
  const of = <K extends CardKind>(kind: K): BenefitInputs[K] => benefitInputs[kind](draft, timeZone);
  return makers[draft.kind](of);
}

type InputOf = <K extends CardKind>(kind: K) => BenefitInputs[K];

const makers: Readonly<Record<CardKind, (of: InputOf) => BenefitFields>> = {
  CASH: (of) => ({
    __typename: 'CashBenefit',
    reduceCostFen: of('CASH').reduceCostFen ?? 0,
    leastCostFen: of('CASH').leastCostFen ?? 0,
  }),
  DISCOUNT: (of) => ({ __typename: 'DiscountBenefit', percentOff: of('DISCOUNT').percentOff ?? 0 }),
  GROUPON: (of) => ({ __typename: 'GrouponBenefit', dealDetail: of('GROUPON').dealDetail ?? '' }),
  GIFT: (of) => ({ __typename: 'GiftBenefit', gift: of('GIFT').gift ?? '' }),
  GENERAL_COUPON: (of) => ({
    __typename: 'GeneralCouponBenefit',
    defaultDetail: of('GENERAL_COUPON').defaultDetail ?? '',
  }),
  MEMBER_CARD: (of) => memberBenefit(of('MEMBER_CARD')),
  SCENIC_TICKET: (of) => ({
    __typename: 'ScenicTicketBenefit',
    ticketClass: of('SCENIC_TICKET').ticketClass ?? null,
    guideUrl: of('SCENIC_TICKET').guideUrl ?? null,
  }),
  MOVIE_TICKET: (of) => ({ __typename: 'MovieTicketBenefit', detail: of('MOVIE_TICKET').detail ?? null }),
  BOARDING_PASS: (of) => flightBenefit(of('BOARDING_PASS')),
  MEETING_TICKET: (of) => ({
    __typename: 'MeetingTicketBenefit',
    meetingDetail: of('MEETING_TICKET').meetingDetail ?? '',
    mapUrl: of('MEETING_TICKET').mapUrl ?? null,
  }),
  BUS_TICKET: (of) => {
    const { tripDetail, mapUrl, route, departureTime } = of('BUS_TICKET');
    return {
      __typename: 'BusTicketBenefit',
      tripDetail: tripDetail ?? '',
      mapUrl: mapUrl ?? null,
      route: route ?? '',
      departureTime: departureTime ?? '',
    };
  },
};

const flightBenefit = (flight: BenefitInputs['BOARDING_PASS']): OfType<'BoardingPassBenefit'> => ({
  __typename: 'BoardingPassBenefit',
  from: flight.from ?? '',
  to: flight.to ?? '',
  flight: flight.flight ?? '',
  departureTime: flight.departureTime ?? '',
  landingTime: flight.landingTime ?? '',
  checkInUrl: flight.checkInUrl ?? null,
  gate: flight.gate ?? null,
  boardingTime: flight.boardingTime ?? null,
  airModel: flight.airModel ?? null,
});

/** Only what the face shows; where things lead, how bonus is earned and how one becomes a member it does not. */
const memberBenefit = (member: BenefitInputs['MEMBER_CARD']): OfType<'MemberCardBenefit'> => ({
  __typename: 'MemberCardBenefit',
  prerogative: member.prerogative ?? '',
  showsBonus: member.showsBonus ?? false,
  showsBalance: member.showsBalance ?? false,
  backgroundUrl: member.backgroundUrl ?? null,
  memberPercentOff: member.memberPercentOff ?? null,
  bonusClearing: member.bonusClearing ?? null,
  bonusTerms: member.bonusTerms ?? null,
  balanceTerms: member.balanceTerms ?? null,
  customFields: (member.customFields ?? []).flatMap((field, index) =>
    field ? [{ slot: index + 1, name: field.name ?? null, nameType: field.nameType ?? null, link: null }] : [],
  ),
  customCells: (member.customCells ?? []).flatMap((cell, index) =>
    cell ? [{ slot: index + 1, name: cell.name ?? '', tips: cell.tips ?? null, link: null }] : [],
  ),
  bonusLink: null,
  balanceLink: null,
  bonusRule: null,
  activation: null,
  paysByCode: member.paysByCode ?? false,
  paysByCard: member.paysByCard ?? false,
});
