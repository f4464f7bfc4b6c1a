import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { CardKind } from '../../../generated/prisma/enums.ts';
import {
  assertBenefitIsWhole,
  benefitNamesOf,
  hasTickets,
  imagesOfBenefit,
  isEverlasting,
  isGiftable,
  parseBenefit,
  readBenefit,
  textsOfBenefit,
} from './index.ts';

const departureTime = new Date('2027-03-01T08:00:00Z');
const landingTime = new Date('2027-03-01T11:00:00Z');

/** What each kind can't do without. */
const LEAST = {
  GROUPON: { dealDetail: '双人套餐' },
  CASH: { reduceCostFen: 100 },
  DISCOUNT: { percentOff: 30 },
  GIFT: { gift: '可乐一杯' },
  GENERAL_COUPON: { defaultDetail: '凭券停车' },
  MEMBER_CARD: { prerogative: '每周二会员日', showsBonus: true, showsBalance: false },
  SCENIC_TICKET: {},
  MOVIE_TICKET: {},
  BOARDING_PASS: { from: '上海', to: '成都', flight: 'MU5401', departureTime, landingTime },
  MEETING_TICKET: { meetingDetail: '年会' },
  BUS_TICKET: { tripDetail: '直达', route: '成都—都江堰', departureTime },
} satisfies Record<CardKind, Record<string, unknown>>;
const leastOf = (kind: CardKind): Record<string, unknown> => LEAST[kind];

describe('the registry of kinds', () => {
  it.each(Object.values(CardKind))('reads a stored %s as it was checked', (kind) => {
    const benefit = parseBenefit(kind, leastOf(kind));
    expect(benefit).toMatchObject({ kind, ...leastOf(kind) });
    const { kind: _kind, ...stored } = benefit;
    expect(readBenefit({ kind, benefit: JSON.parse(JSON.stringify(stored)) })).toEqual(benefit);
    expect(['kind', ...benefitNamesOf(kind)].toSorted()).toEqual(Object.keys(benefit).toSorted());
  });

  it.each(Object.values(CardKind))('misses each of the values that a %s can not do without', (kind) => {
    expect(refusalOf(() => assertBenefitIsWhole(kind, leastOf(kind)))).toBeNull();
    for (const name of Object.keys(leastOf(kind)))
      expect(refusalOf(() => assertBenefitIsWhole(kind, { ...leastOf(kind), [name]: null }))).toMatchObject({
        field: `benefit.${name}`,
        fault: 'MISSING',
      });
  });

  it('gives the texts of a benefit their limits, and leaves out what is no text', () => {
    expect(textsOfBenefit('GIFT', { gift: '可乐' })).toEqual([
      { field: ['benefit', 'gift'], text: '可乐', limit: { bytes: 3072 }, lines: 'many-lines' },
    ]);
    expect(textsOfBenefit('GIFT', { gift: 5 })).toEqual([]);
    expect(textsOfBenefit('CASH', LEAST.CASH)).toEqual([]);
  });

  it('hands out the images of a benefit', () => {
    const url = 'http://mmbiz.qpic.cn/a';
    expect(imagesOfBenefit('MEMBER_CARD', { backgroundUrl: url })).toEqual([
      { field: ['benefit', 'backgroundUrl'], url },
    ]);
    expect(imagesOfBenefit('CASH', LEAST.CASH)).toEqual([]);
  });

  it('lets only membership cards be good for ever, and all others be gifts', () => {
    expect(Object.values(CardKind).filter(isEverlasting)).toEqual(['MEMBER_CARD']);
    expect(Object.values(CardKind).filter((kind) => !isGiftable(kind))).toEqual(['MEMBER_CARD']);
  });

  it('knows whose codes say something of their own', () =>
    expect(Object.values(CardKind).filter(hasTickets)).toEqual([
      'MOVIE_TICKET',
      'BOARDING_PASS',
      'MEETING_TICKET',
      'BUS_TICKET',
    ]));
});
