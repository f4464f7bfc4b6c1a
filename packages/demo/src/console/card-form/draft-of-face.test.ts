import { describe, expect, it } from 'vitest';
import type { FaceFields } from '../../generated/console.ts';
import { cardInputOf } from './card-input.ts';
import { draftOfFace, type EditedFace } from './draft-of-face.ts';

const SHANGHAI = 'Asia/Shanghai';
const face: EditedFace = {
  id: 'card_1',
  kind: 'CASH',
  title: '满减',
  subTitle: null,
  brandName: '火锅',
  logoUrl: 'http://localhost/media/aa',
  color: { name: 'Color010', hex: '#63b359' },
  notice: '出示',
  description: '须知',
  source: null,
  servicePhone: '400',
  abstract: { text: null, iconUrl: 'http://localhost/media/bb' },
  textImages: [],
  useCondition: {
    acceptCategory: null,
    rejectCategory: null,
    leastCostFen: null,
    objectUseFor: null,
    canUseWithOtherDiscount: true,
  },
  benefit: { __typename: 'CashBenefit', reduceCostFen: 1050, leastCostFen: 0 },
  validity: {
    type: 'FIX_TIME_RANGE',
    from: '2026-11-30T16:00:00.000Z',
    until: '2026-12-31T16:00:00.000Z',
    termDays: null,
    termStartDays: null,
  },
  codeType: 'CODE_TYPE_QRCODE',
  claimLimit: 1,
  useLimit: 2,
  canShare: true,
  canGiveFriend: false,
  usesAllStores: false,
  enforcesTimeLimits: true,
  businessServices: [],
  timeLimits: [
    { day: 'MONDAY', beginHour: 11, beginMinute: 30, endHour: 14, endMinute: null },
    { day: 'SUNDAY', beginHour: 11, beginMinute: 30, endHour: 14, endMinute: null },
    { day: 'HOLIDAY', beginHour: null, beginMinute: null, endHour: null, endMinute: null },
  ],
  entries: { center: null, custom: null, promotion: null },
  stores: { nodes: [{ id: 'store_1' }] },
};
const own = { externalId: null, codeMode: 'SYSTEM', bindsOpenid: false } as const;
const draft = (fields: Partial<EditedFace>) => draftOfFace({ ...face, ...fields }, own, SHANGHAI);
const benefitIn = (kind: FaceFields['kind'], benefit: FaceFields['benefit']) =>
  cardInputOf(draft({ kind, benefit }), SHANGHAI);

describe('a card in the form', () => {
  it('has its days, stores and hours as one writes them', () => {
    expect(draft({})).toMatchObject({
      firstDay: '2026-12-01',
      lastDay: '2026-12-31',
      reduceCost: '10.5',
      storeChoice: 'some',
      storeIds: ['store_1'],
      timeLimits: [
        { days: ['MONDAY', 'SUNDAY'], begin: '11:30', end: '14:00' },
        { days: ['HOLIDAY'], begin: '', end: '' },
      ],
    });
  });
  it('is the same card when it is sent again', () => {
    expect(cardInputOf(draft({}), SHANGHAI).cash).toMatchObject({
      validity: { type: 'FIX_TIME_RANGE', from: face.validity.from, until: face.validity.until },
      reduceCostFen: 1050,
      abstract: { text: null, iconUrls: ['http://localhost/media/bb'] },
      canGiveFriend: false,
    });
  });
  it('keeps the slots of a membership card, the empty one too', () => {
    const made = benefitIn('MEMBER_CARD', {
      __typename: 'MemberCardBenefit',
      prerogative: '九折',
      showsBonus: true,
      showsBalance: false,
      backgroundUrl: null,
      memberPercentOff: 10,
      bonusLink: { url: null, appUserName: 'gh_1', appPath: null },
      balanceLink: null,
      bonusClearing: null,
      bonusTerms: null,
      balanceTerms: null,
      customFields: [{ slot: 2, nameType: 'LEVEL', name: null, link: null }],
      customCells: [],
      bonusRule: null,
      activation: null,
      paysByCode: false,
      paysByCard: true,
    });
    expect(made.memberCard).toMatchObject({
      memberPercentOff: 10,
      bonusLink: { url: null, appUserName: 'gh_1', appPath: null },
      customFields: [null, { nameType: 'LEVEL', name: null }],
      customCells: [],
      bonusRule: null,
      activation: null,
      paysByCard: true,
    });
  });
  it('keeps the times of a flight', () => {
    const made = benefitIn('BOARDING_PASS', {
      __typename: 'BoardingPassBenefit',
      from: '成都',
      to: '北京',
      flight: '3U8881',
      departureTime: '2026-12-20T00:30:00.000Z',
      landingTime: '2026-12-20T03:20:00.000Z',
      checkInUrl: null,
      gate: null,
      boardingTime: null,
      airModel: null,
    });
    expect(made.boardingPass).toMatchObject({
      departureTime: '2026-12-20T00:30:00.000Z',
      landingTime: '2026-12-20T03:20:00.000Z',
      boardingTime: null,
    });
  });
});
