import { describe, expect, it } from 'vitest';
import { aFace, rangeOf } from '../../../test/kit/a-face.ts';
import { speakerOf } from '../../texts/speak.ts';
import type { CardFace } from '../../code-types.ts';
import { type FaceTexts, faceTextsOf } from './face-texts.ts';

const inChinese = (changes: Partial<CardFace>) => faceTextsOf(aFace(changes), speakerOf('zh-CN', {}));
const inEnglish = (changes: Partial<CardFace>) => faceTextsOf(aFace(changes), speakerOf('en', {}));

describe('the face', () => {
  const cash = (reduceCostFen: number, leastCostFen: number): Partial<CardFace> => ({
    benefit: { __typename: 'CashBenefit', reduceCostFen, leastCostFen },
  });
  const discount = (percentOff: number, leastCostFen: number | null): Partial<CardFace> => ({
    kind: 'DISCOUNT',
    benefit: { __typename: 'DiscountBenefit', percentOff },
    useCondition: { leastCostFen },
  });
  const gift: CardFace['benefit'] = { __typename: 'GiftBenefit', detail: '咖啡' };
  const groupon: CardFace['benefit'] = { __typename: 'GrouponBenefit', detail: '套餐' };
  const general: CardFace['benefit'] = { __typename: 'GeneralCouponBenefit', detail: '九折' };

  it.each<[Partial<CardFace>, string, string]>([
    [cash(1050, 10_000), '¥10.5 满100元可用', '¥10.5 orders over ¥100'],
    [cash(500, 0), '¥5 ', '¥5 '],
    [discount(30, null), '7折 ', '30% off '],
    [discount(15, 5000), '8.5折 满50元可用', '15% off orders over ¥50'],
    [{ kind: 'GIFT', benefit: gift }, '兑换券 ', 'Gift '],
    [{ kind: 'GROUPON', benefit: groupon }, '团购券 ', 'Deal '],
    [{ kind: 'GENERAL_COUPON', benefit: general }, '优惠券 ', 'Offer '],
    [{ kind: 'MEMBER_CARD', benefit: { __typename: 'MemberCardBenefit', detail: '会员日' } }, '会员卡 ', 'Member '],
    [{ kind: 'MOVIE_TICKET', benefit: { __typename: 'MovieTicketBenefit' } }, '票券 ', 'Ticket '],
    [{ kind: 'BOARDING_PASS', benefit: { __typename: 'BoardingPassBenefit', detail: 'MU5401' } }, '票券 ', 'Ticket '],
  ])('says the worth of %o', (changes, chinese, english) => {
    const worthOf = ({ value, condition }: FaceTexts): string => `${value} ${condition}`;
    expect(worthOf(inChinese(changes))).toBe(chinese);
    expect(worthOf(inEnglish(changes))).toBe(english);
  });

  it('has the sub-title, else what the card gives in words', () => {
    const benefit = { __typename: 'GiftBenefit', detail: '咖啡' } as const;
    expect(inChinese({ benefit }).subtitle).toBe('咖啡');
    expect(inChinese({ benefit: { __typename: 'BusTicketBenefit', detail: '成都—都江堰' } }).subtitle).toBe(
      '成都—都江堰',
    );
    expect(inChinese({ benefit: { __typename: 'ScenicTicketBenefit' } }).subtitle).toBe('');
    expect(inChinese({ benefit, subTitle: '周末' }).subtitle).toBe('周末');
  });

  it('says how long codes are good', () => {
    const term = (termStartDays: number): CardFace['validity'] => ({
      type: 'FIX_TERM',
      from: null,
      until: null,
      termDays: 30,
      termStartDays,
    });
    expect(inChinese({ validity: term(0) }).validity).toBe('领取后 30 天内有效');
    expect(inEnglish({ validity: term(2) }).validity).toBe('Starts 2 days later · Valid for 30 days');
  });

  it('says that a membership card is good for ever', () => {
    const validity = { type: 'PERMANENT', from: null, until: null, termDays: null, termStartDays: null } as const;
    expect(inChinese({ validity }).validity).toBe('长期有效');
    expect(inEnglish({ validity }).validity).toBe('Always valid');
  });

  it('names the last day of a range, not the day that it ends at midnight', () => {
    const validity = rangeOf('2026-11-30T16:00:00Z', '2026-12-24T16:00:00Z');
    expect(inChinese({ validity }).validity).toBe('2026.12.01 – 2026.12.24');
  });

  it('means the days of the merchant, wherever the user is', () => {
    const validity = rangeOf('2026-12-01T05:00:00Z', '2026-12-25T05:00:00Z');
    expect(inChinese({ validity, timeZone: 'America/New_York' }).validity).toBe('2026.12.01 – 2026.12.24');
    expect(inChinese({ validity, timeZone: 'Asia/Shanghai' }).validity).toBe('2026.12.01 – 2026.12.25');
  });
});
