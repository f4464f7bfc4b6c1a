import { describe, expect, it } from 'vitest';
import { aDraft } from '../../../test/kit/factories.ts';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import type { CardKind } from '../../generated/prisma/enums.ts';
import {
  assertChanges,
  CARD_CHANGES,
  type Change,
  changeOf,
  differencesOf,
  needsReview,
} from './card-changes.rules.ts';
import type { CardDraft } from './card-draft.ts';
import { benefitNamesOf } from './kinds/index.ts';
import { ChangeNotAllowedError } from './card.errors.ts';

/** Contract 5.2 and C9 once more, written down apart from the table that is tested. */
const COUPON: Record<keyof typeof CARD_CHANGES, Change> = {
  title: 'review',
  subTitle: 'review',
  logoUrl: 'review',
  color: 'review',
  notice: 'review',
  description: 'review',
  source: 'review',
  abstract: 'review',
  textImages: 'review',
  'useCondition.acceptCategory': 'review',
  'useCondition.rejectCategory': 'review',
  'useCondition.objectUseFor': 'review',
  'useCondition.canUseWithOtherDiscount': 'review',
  servicePhone: 'atOnce',
  codeType: 'atOnce',
  claimLimit: 'atOnce',
  useLimit: 'atOnce',
  canShare: 'atOnce',
  canGiveFriend: 'atOnce',
  pushesViews: 'atOnce',
  center: 'atOnce',
  custom: 'atOnce',
  promotion: 'atOnce',
  businessServices: 'atOnce',
  timeLimits: 'atOnce',
  enforcesTimeLimits: 'atOnce',
  validity: 'widenOnly',
  storeIds: 'growOnly',
  usesAllStores: 'growOnly',
  kind: 'never',
  externalId: 'never',
  brandName: 'never',
  quantity: 'never',
  useCustomCode: 'never',
  getCustomCodeMode: 'never',
  bindOpenid: 'never',
  'useCondition.leastCostFen': 'never',
};

const BENEFITS: Record<CardKind, Record<string, Change>> = {
  GROUPON: { dealDetail: 'never' },
  CASH: { leastCostFen: 'never', reduceCostFen: 'never' },
  DISCOUNT: { percentOff: 'never' },
  GIFT: { gift: 'never' },
  GENERAL_COUPON: { defaultDetail: 'never' },
  MEMBER_CARD: {
    memberPercentOff: 'review',
    showsBonus: 'onlyOn',
    showsBalance: 'onlyOn',
    prerogative: 'atOnce',
    backgroundUrl: 'atOnce',
    bonusLink: 'atOnce',
    balanceLink: 'atOnce',
    bonusClearing: 'atOnce',
    bonusTerms: 'atOnce',
    balanceTerms: 'atOnce',
    customFields: 'atOnce',
    customCells: 'atOnce',
    bonusRule: 'atOnce',
    activation: 'atOnce',
    paysByCode: 'atOnce',
    paysByCard: 'atOnce',
  },
  SCENIC_TICKET: { ticketClass: 'never', guideUrl: 'atOnce' },
  MOVIE_TICKET: { detail: 'review' },
  BOARDING_PASS: {
    from: 'never',
    to: 'never',
    flight: 'never',
    departureTime: 'atOnce',
    landingTime: 'atOnce',
    checkInUrl: 'atOnce',
    gate: 'atOnce',
    boardingTime: 'atOnce',
    airModel: 'never',
  },
  MEETING_TICKET: { meetingDetail: 'never', mapUrl: 'atOnce' },
  BUS_TICKET: { tripDetail: 'never', mapUrl: 'atOnce', route: 'never', departureTime: 'atOnce' },
};
const isKind = (name: string): name is CardKind => Object.hasOwn(BENEFITS, name);

describe('C9', () => {
  it.each(Object.entries(COUPON))('lets %s of a coupon change by: %s', (field, how) =>
    expect(changeOf('CASH', field)).toBe(how),
  );
  it.each(Object.keys(BENEFITS).filter(isKind))(
    'lets what a %s gives change by its own rows, and forgets none',
    (kind) => {
      const [names, rows] = [benefitNamesOf(kind), BENEFITS[kind]];
      expect(names.toSorted()).toEqual(Object.keys(rows).toSorted());
      expect(Object.fromEntries(names.map((name) => [name, changeOf(kind, `benefit.${name}`)]))).toEqual(rows);
    },
  );

  it('lets the face of a membership card change at once, but for its title and instructions', () => {
    const faces = Object.keys(COUPON).filter((field) => changeOf('MEMBER_CARD', field) === 'review');
    expect(faces.toSorted()).toEqual(['description', 'title']);
    expect(changeOf('MOVIE_TICKET', 'notice')).toBe('review');
  });

  /** At most the title and the instructions of a membership card wait for review. */
  it.each(Object.entries(CARD_CHANGES))(
    'lets no more of a membership card wait than of a coupon: %s',
    (field, { how }) => {
      const expected = ['title', 'description'].includes(field) || how.coupon !== 'review' ? how.coupon : 'atOnce';
      expect(how.memberCard).toBe(expected);
      expect(how.ticket).toBe(how.coupon);
    },
  );

  it('fixes what it does not know', () => {
    expect(changeOf('CASH', 'colour')).toBe('never');
    expect(changeOf('CASH', 'benefit.gift')).toBe('never');
  });

  it('asks for review where the table says so', () => {
    expect(needsReview('CASH', 'title')).toBe(true);
    expect(needsReview('CASH', 'servicePhone')).toBe(false);
  });
});

const [T1, T2, T3, T4] = ['2030-01-01', '2030-02-01', '2030-03-01', '2030-04-01'].map((day) => new Date(day));
const range = (from: Date | undefined, until: Date | undefined): CardDraft['validity'] => ({
  type: 'FIX_TIME_RANGE',
  from,
  until,
});
const term = { type: 'FIX_TERM', termDays: 30, termStartDays: 0 };

type Case = [string, Partial<CardDraft>, Partial<CardDraft>, string | null, number | null];
function thrownBy(work: () => void): ChangeNotAllowedError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof ChangeNotAllowedError) return error;
    throw error;
  }
}

/** The field that is refused and its number; two nulls when nothing is. */
const verdictOf = (before: Partial<CardDraft>, after: Partial<CardDraft>, isLive: boolean) => {
  const refused = thrownBy(() => assertChanges('CASH', differencesOf(aDraft(before), aDraft(after)), { isLive }));
  return [refused?.field.join('.') ?? null, refused?.weixinCode ?? null];
};

describe('a change of a live card', () => {
  it.each<Case>([
    ['a title', { title: '一' }, { title: '二' }, null, null],
    ['a brand', { brandName: '一' }, { brandName: '二' }, 'brandName', 47001],
    ['an amount', {}, { benefit: { leastCostFen: 10_000, reduceCostFen: 1 } }, 'benefit.reduceCostFen', 47001],
    ['a threshold', { useCondition: { leastCostFen: 1 } }, { useCondition: {} }, 'useCondition.leastCostFen', 47001],
    ['a code mode', {}, { useCustomCode: true }, 'useCustomCode', 47001],
    ['a binding', {}, { bindOpenid: true }, 'bindOpenid', 40112],
    ['stock', { quantity: 0 }, { quantity: 1 }, 'quantity', 47001],
    ['a wider span', { validity: range(T2, T3) }, { validity: range(T1, T4) }, null, null],
    ['a later end', { validity: range(T2, T3) }, { validity: range(T2, T4) }, null, null],
    ['a later begin', { validity: range(T1, T3) }, { validity: range(T2, T3) }, 'validity.from', 40100],
    ['an earlier end', { validity: range(T1, T3) }, { validity: range(T1, T2) }, 'validity.until', 40100],
    ['a span moved', { validity: range(T1, T3) }, { validity: range(T2, T4) }, 'validity.from', 40100],
    ['a term for a span', { validity: range(T1, T3) }, { validity: term }, 'validity.type', 40100],
    ['a longer term', { validity: term }, { validity: { ...term, termDays: 31 } }, 'validity.termDays', 40100],
    [
      'a common end',
      { validity: { ...term, until: T1 } },
      { validity: { ...term, until: T2 } },
      'validity.until',
      40100,
    ],
    ['one more store', { storeIds: ['a'] }, { storeIds: ['a', 'b'] }, null, null],
    ['a first store', {}, { storeIds: ['a'] }, null, null],
    ['another store', { storeIds: ['a'] }, { storeIds: ['b'] }, 'storeIds', 40035],
    ['no store any more', { storeIds: ['a'] }, { storeIds: [] }, 'storeIds', 40035],
    ['all stores for a list', { storeIds: ['a'] }, { storeIds: [], usesAllStores: true }, null, null],
    [
      'a list for all stores',
      { usesAllStores: true },
      { usesAllStores: false, storeIds: ['a'] },
      'usesAllStores',
      40035,
    ],
  ])('%s is judged', (_what, before, after, ...refusal) => expect(verdictOf(before, after, true)).toEqual(refusal));

  it.each<Case>([
    ['another store', { storeIds: ['a'] }, { storeIds: ['b'] }, null, null],
    ['no store any more', { storeIds: ['a'] }, { storeIds: [] }, null, null],
    ['a list for all stores', { usesAllStores: true }, { storeIds: ['a'] }, null, null],
    ['a brand', { brandName: '一' }, { brandName: '二' }, 'brandName', 47001],
    ['a shorter span', { validity: range(T1, T3) }, { validity: range(T1, T2) }, 'validity.until', 40100],
  ])('%s is judged before the card is live', (_what, before, after, ...refusal) =>
    expect(verdictOf(before, after, false)).toEqual(refusal),
  );

  it.each([
    ['switched on', { showsBonus: false }, { showsBonus: true }, null],
    ['switched off', { showsBonus: true }, { showsBonus: false }, 40135],
    ['left as it is', { showsBonus: true }, { showsBonus: true }, null],
  ])('of a membership card is judged when its bonus is %s', (_what, before, after, weixinCode) => {
    const member = (benefit: object): CardDraft => ({ ...aDraft(), kind: 'MEMBER_CARD', benefit: { ...benefit } });
    const differences = differencesOf(member(before), member(after));
    const refused = thrownBy(() => assertChanges('MEMBER_CARD', differences, { isLive: true }));
    expect(refused?.weixinCode ?? null).toBe(weixinCode);
  });

  it('carries the rule and what is wrong', () => {
    const stores = differencesOf(aDraft({ storeIds: ['a'] }), aDraft());
    expect(refusalOf(() => assertChanges('CASH', stores, { isLive: true }))).toMatchObject({
      code: 'CHANGE_NOT_ALLOWED',
    });
    expect(new ChangeNotAllowedError(['storeIds'], 'STORES_REMOVED')).toMatchObject({ rule: 'C6' });
    expect(new ChangeNotAllowedError(['brandName'], 'FIXED')).toMatchObject({ rule: 'C9', reason: 'FIXED' });
  });
});

describe('two drafts', () => {
  const fieldsOf = (before: Partial<CardDraft>, after: Partial<CardDraft>) =>
    differencesOf(aDraft(before), aDraft(after)).map(({ field }) => field);

  it.each<[string, Partial<CardDraft>, Partial<CardDraft>, string[]]>([
    ['nothing', {}, {}, []],
    ['nothing given and nothing there', { subTitle: null, timeLimits: [] }, { subTitle: '' }, []],
    ['an order of names', { center: { title: 'a', url: 'b' } }, { center: { url: 'b', title: 'a' } }, []],
    ['a text', {}, { title: '二' }, ['title']],
    ['a leaf of the conditions', {}, { useCondition: { acceptCategory: '鞋' } }, ['useCondition.acceptCategory']],
    ['a leaf of a link', { center: { title: 'a' } }, { center: { title: 'b' } }, ['center']],
    ['a switch', { canShare: true }, { canShare: false }, ['canShare']],
    ['a key that names no content', {}, { idempotencyKey: 'k', poiIds: [1] }, []],
  ])('differ by %s', (_what, before, after, fields) => expect(fieldsOf(before, after)).toEqual(fields));
});
