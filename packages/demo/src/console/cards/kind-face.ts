import type { BenefitFields } from '../../generated/console.ts';
import { minuteText, type Language } from '../format/time.ts';
import type { cardLabels } from './card-labels.ts';
import { discountWords } from './card-words.ts';

/** A field or row of a membership card: its name, and what stands beside it. */
export type FaceRow = { name: string; value: string };

/** What the face of a kind shows beside what all have; null: nothing. */
export type KindFace =
  | null
  | {
      is: 'member';
      backgroundUrl: string;
      showsBonus: boolean;
      showsBalance: boolean;
      discount: string;
      fields: readonly FaceRow[];
      cells: readonly FaceRow[];
      paysByCard: boolean;
      terms: { bonus: readonly string[]; balance: readonly string[] };
    }
  | {
      is: 'flight';
      from: string;
      to: string;
      flight: string;
      departs: string;
      lands: string;
      gate: string;
      boards: string;
      airModel: string;
      hasCheckIn: boolean;
    }
  | { is: 'movie' }
  | { is: 'scenic'; ticketClass: string; hasGuide: boolean }
  | { is: 'meeting'; hasMap: boolean }
  | { is: 'bus'; route: string; departs: string; hasMap: boolean };

type Words = { language: Language; timeZone: string; labels: (typeof cardLabels)['en'] };
type Member = Extract<BenefitFields, { __typename: 'MemberCardBenefit' }>;

/** What only this kind shows. */
export function kindFaceOf(benefit: BenefitFields, words: Words): KindFace {
  const at = (iso: string | null): string => (iso === null || iso === '' ? '' : minuteText(iso, words));
  switch (benefit.__typename) {
    case 'MemberCardBenefit':
      return memberFace(benefit, words);
    case 'BoardingPassBenefit':
      return {
        is: 'flight',
        from: benefit.from,
        to: benefit.to,
        flight: benefit.flight,
        departs: at(benefit.departureTime),
        lands: at(benefit.landingTime),
        gate: benefit.gate ?? '',
        boards: at(benefit.boardingTime),
        airModel: benefit.airModel ?? '',
        hasCheckIn: benefit.checkInUrl !== null,
      };
    case 'MovieTicketBenefit':
      return { is: 'movie' };
    case 'ScenicTicketBenefit':
      return { is: 'scenic', ticketClass: benefit.ticketClass ?? '', hasGuide: benefit.guideUrl !== null };
    case 'MeetingTicketBenefit':
      return { is: 'meeting', hasMap: benefit.mapUrl !== null };
    case 'BusTicketBenefit':
      return {
        is: 'bus',
        route: benefit.route,
        departs: at(benefit.departureTime),
        hasMap: benefit.mapUrl !== null,
      };
    case 'CashBenefit':
    case 'DiscountBenefit':
    case 'GrouponBenefit':
    case 'GiftBenefit':
    case 'GeneralCouponBenefit':
      return null;
    default:
      return benefit satisfies never;
  }
}

function memberFace(member: Member, { language, labels }: Words): KindFace {
  const { bonusTerms, bonusClearing, balanceTerms } = member;
  const written = (texts: readonly (string | null)[]): string[] =>
    texts.filter((text): text is string => text !== null && text !== '');
  return {
    is: 'member',
    backgroundUrl: member.backgroundUrl ?? '',
    showsBonus: member.showsBonus,
    showsBalance: member.showsBalance,
    discount: member.memberPercentOff === null ? '' : discountWords(member.memberPercentOff, language),
    fields: member.customFields.map(({ name, nameType }) => ({
      name: name ?? (nameType === null ? '' : labels.memberFields[nameType]),
      value: '–',
    })),
    cells: member.customCells.map(({ name, tips }) => ({ name, value: tips ?? '' })),
    paysByCard: member.paysByCard,
    terms: { bonus: written([bonusTerms, bonusClearing]), balance: written([balanceTerms]) },
  };
}

/** What a kind gives, as text; empty for kinds whose face says it all. */
export function benefitText(benefit: BenefitFields): string {
  switch (benefit.__typename) {
    case 'GrouponBenefit':
      return benefit.dealDetail;
    case 'GiftBenefit':
      return benefit.gift;
    case 'GeneralCouponBenefit':
      return benefit.defaultDetail;
    case 'MemberCardBenefit':
      return benefit.prerogative;
    case 'MovieTicketBenefit':
      return benefit.detail ?? '';
    case 'MeetingTicketBenefit':
      return benefit.meetingDetail;
    case 'BusTicketBenefit':
      return benefit.tripDetail;
    case 'CashBenefit':
    case 'DiscountBenefit':
    case 'BoardingPassBenefit':
    case 'ScenicTicketBenefit':
      return '';
    default:
      return benefit satisfies never;
  }
}
