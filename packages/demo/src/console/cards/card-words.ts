import type { CardRow, StubBenefit } from '../../generated/console.ts';
import { yuanText } from '../format/money.ts';
import { dayOf, type Language, lastDayOf } from '../format/time.ts';

/** What a card gives, in the two or three characters that fit on a stub, and the condition below them. */
export type BenefitWords = { big: string; small: string };

const KIND_WORDS = {
  'zh-CN': {
    GrouponBenefit: '团购',
    GiftBenefit: '兑换',
    GeneralCouponBenefit: '优惠',
    MemberCardBenefit: '会员',
    ScenicTicketBenefit: '门票',
    MovieTicketBenefit: '电影',
    BoardingPassBenefit: '机票',
    MeetingTicketBenefit: '会议',
    BusTicketBenefit: '汽车',
  },
  en: {
    GrouponBenefit: 'Deal',
    GiftBenefit: 'Gift',
    GeneralCouponBenefit: 'Offer',
    MemberCardBenefit: 'Member',
    ScenicTicketBenefit: 'Sight',
    MovieTicketBenefit: 'Movie',
    BoardingPassBenefit: 'Flight',
    MeetingTicketBenefit: 'Event',
    BusTicketBenefit: 'Bus',
  },
} as const;

export function benefitWords(benefit: StubBenefit, language: Language): BenefitWords {
  switch (benefit.__typename) {
    case 'CashBenefit': {
      const least = yuanText(benefit.leastCostFen);
      return {
        big: `¥${yuanText(benefit.reduceCostFen)}`,
        small: leastCostWords(benefit.leastCostFen, least, language),
      };
    }
    case 'DiscountBenefit':
      return { big: discountWords(benefit.percentOff, language), small: '' };
    case 'MemberCardBenefit': {
      const off = benefit.memberPercentOff;
      return { big: KIND_WORDS[language].MemberCardBenefit, small: off === null ? '' : discountWords(off, language) };
    }
    case 'BoardingPassBenefit':
      return { big: KIND_WORDS[language].BoardingPassBenefit, small: benefit.flight };
    case 'BusTicketBenefit':
      return { big: KIND_WORDS[language].BusTicketBenefit, small: benefit.route };
    case 'GrouponBenefit':
    case 'GiftBenefit':
    case 'GeneralCouponBenefit':
    case 'ScenicTicketBenefit':
    case 'MovieTicketBenefit':
    case 'MeetingTicketBenefit':
      return { big: KIND_WORDS[language][benefit.__typename], small: '' };
    default:
      return benefit satisfies never;
  }
}

function leastCostWords(leastCostFen: number, yuan: string, language: Language): string {
  if (leastCostFen === 0) return language === 'en' ? 'no minimum' : '无门槛';
  return language === 'en' ? `from ¥${yuan}` : `满${yuan}元可用`;
}

/** 30 % off is 7折 in Chinese, 25 % off 7.5折. */
export function discountWords(percentOff: number, language: Language): string {
  return language === 'en' ? `−${percentOff}%` : `${(100 - percentOff) / 10}折`;
}

export type ValidityFacts = CardRow['validity'];

/** `2026-11-24 至 2026-12-31`, or the days from the claim on. Ends are told as the last day of use. */
export function validityWords(
  validity: ValidityFacts,
  { timeZone, language }: { timeZone: string; language: Language },
): string {
  if (validity.type === 'PERMANENT') return language === 'en' ? 'for ever' : '永久有效';
  const last = validity.until === null ? null : lastDayOf(validity.until, timeZone);
  if (validity.type === 'FIX_TIME_RANGE') {
    const first = validity.from === null ? '' : dayOf(new Date(validity.from), timeZone);
    return language === 'en' ? `${first} to ${last ?? ''}` : `${first} 至 ${last ?? ''}`;
  }
  return termWords(validity, { language, last });
}

function termWords(
  { termDays, termStartDays }: ValidityFacts,
  { language, last }: { language: Language; last: string | null },
): string {
  const days = termDays ?? 0;
  const wait = termStartDays ?? 0;
  if (language === 'en') {
    const start = wait === 0 ? 'from the claim' : `from ${wait} day${wait === 1 ? '' : 's'} after the claim`;
    return `${days} day${days === 1 ? '' : 's'} ${start}${last === null ? '' : `, until ${last}`}`;
  }
  const start = wait === 0 ? '领取后当天生效' : `领取后 ${wait} 天生效`;
  return `${start}，有效 ${days} 天${last === null ? '' : `，至 ${last} 止`}`;
}

type TimeLimit = {
  beginHour: number | null;
  beginMinute: number | null;
  endHour: number | null;
  endMinute: number | null;
};

const clock = (hour: number, minute: number | null): string =>
  `${String(hour).padStart(2, '0')}:${String(minute ?? 0).padStart(2, '0')}`;

/** `11:00–14:00`; empty where the whole day is meant. */
export function hoursWords({ beginHour, beginMinute, endHour, endMinute }: TimeLimit): string {
  if (beginHour === null && endHour === null) return '';
  return `${clock(beginHour ?? 0, beginMinute)}–${clock(endHour ?? 24, endMinute)}`;
}
