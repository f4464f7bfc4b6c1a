import type { CardKind } from '../../generated/console.ts';

/**
 * How a field of a card may change (C9), as the server judges it:
 * `review` waits for an operator where FAST review is closed, `atOnce` takes effect at once, `never` is fixed,
 * `widenOnly` never narrows a span, `growOnly` never loses a store while the card is live, `onlyOn` never goes off.
 */
export type Change = 'review' | 'atOnce' | 'never' | 'widenOnly' | 'growOnly' | 'onlyOn';

type Table = Readonly<Record<string, Change>>;

/** By the first part of the server's name of a field; of some by the whole name. */
const COMMON: Table = {
  externalId: 'never',
  title: 'review',
  description: 'review',
  subTitle: 'review',
  logoUrl: 'review',
  color: 'review',
  notice: 'review',
  source: 'review',
  abstract: 'review',
  textImages: 'review',
  brandName: 'never',
  servicePhone: 'atOnce',
  codeType: 'atOnce',
  validity: 'widenOnly',
  claimLimit: 'atOnce',
  useLimit: 'atOnce',
  canShare: 'atOnce',
  canGiveFriend: 'atOnce',
  storeIds: 'growOnly',
  usesAllStores: 'growOnly',
  codeMode: 'never',
  bindOpenid: 'never',
  center: 'atOnce',
  custom: 'atOnce',
  promotion: 'atOnce',
  useCondition: 'review',
  'useCondition.leastCostFen': 'never',
  businessServices: 'atOnce',
  timeLimits: 'atOnce',
  enforcesTimeLimits: 'atOnce',
};

/** Of what only one kind has; a field that is not named never changes. */
const OF_KIND: Readonly<Record<CardKind, Table>> = {
  CASH: {},
  DISCOUNT: {},
  GROUPON: {},
  GIFT: {},
  GENERAL_COUPON: {},
  MEMBER_CARD: {
    prerogative: 'atOnce',
    showsBonus: 'onlyOn',
    showsBalance: 'onlyOn',
    backgroundUrl: 'atOnce',
    memberPercentOff: 'review',
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
  SCENIC_TICKET: { guideUrl: 'atOnce' },
  MOVIE_TICKET: { detail: 'review' },
  BOARDING_PASS: {
    departureTime: 'atOnce',
    landingTime: 'atOnce',
    gate: 'atOnce',
    boardingTime: 'atOnce',
    checkInUrl: 'atOnce',
  },
  MEETING_TICKET: { mapUrl: 'atOnce' },
  BUS_TICKET: { departureTime: 'atOnce', mapUrl: 'atOnce' },
};

/** Of a membership card only these two of its face are reviewed; the rest changes at once. */
const REVIEWED_OF_MEMBER_CARD = ['title', 'description'];

/** How the field at a path of the form may change. */
export function changeOf(kind: CardKind, path: string): Change {
  const [first = ''] = path.split('.');
  const common = COMMON[path] ?? COMMON[first];
  if (common === undefined) return OF_KIND[kind][first] ?? 'never';
  const isFree = kind === 'MEMBER_CARD' && common === 'review' && !REVIEWED_OF_MEMBER_CARD.includes(first);
  return isFree ? 'atOnce' : common;
}
