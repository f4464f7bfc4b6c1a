import type { CardKind } from '../../generated/prisma/enums.ts';
import type { Field } from '../kit/errors.ts';
import { type ChangeReason, ChangeNotAllowedError } from './card.errors.ts';
import type { CardDraft } from './card-draft.ts';

/**
 * How a field may change (C9):
 * `review` makes a version, `atOnce` takes effect at once, `never` is fixed, `widenOnly` never narrows a span of time,
 * `growOnly` never loses a store while the card is live (C6), `onlyOn` is switched on, by review, and never off again.
 */
export type Change = 'review' | 'atOnce' | 'never' | 'widenOnly' | 'growOnly' | 'onlyOn';
/** Cards whose faces change alike. */
export type Family = 'coupon' | 'memberCard' | 'ticket';
/** Fields of a draft that the table knows; `useCondition` and `benefit` are told leaf by leaf. */
type Table = Readonly<Record<string, { how: Readonly<Record<Family, Change>>; reason?: ChangeReason }>>;

const alike = (change: Change): Record<Family, Change> => ({ coupon: change, memberCard: change, ticket: change });
/** The face of a membership card changes at once, but for its title and instructions. */
const FACE = { coupon: 'review', memberCard: 'atOnce', ticket: 'review' } as const;

/** C9, row by row. */
export const CARD_CHANGES = {
  kind: { how: alike('never') },
  externalId: { how: alike('never') },
  title: { how: alike('review') },
  description: { how: alike('review') },
  subTitle: { how: FACE },
  logoUrl: { how: FACE },
  color: { how: FACE },
  notice: { how: FACE },
  source: { how: FACE },
  abstract: { how: FACE },
  textImages: { how: FACE },
  brandName: { how: alike('never') },
  servicePhone: { how: alike('atOnce') },
  codeType: { how: alike('atOnce') },
  validity: { how: alike('widenOnly') },
  quantity: { how: alike('never') },
  claimLimit: { how: alike('atOnce') },
  useLimit: { how: alike('atOnce') },
  canShare: { how: alike('atOnce') },
  canGiveFriend: { how: alike('atOnce') },
  storeIds: { how: alike('growOnly') },
  usesAllStores: { how: alike('growOnly') },
  useCustomCode: { how: alike('never') },
  getCustomCodeMode: { how: alike('never') },
  bindOpenid: { how: alike('never'), reason: 'BINDING_FIXED' },
  pushesViews: { how: alike('atOnce') },
  center: { how: alike('atOnce') },
  custom: { how: alike('atOnce') },
  promotion: { how: alike('atOnce') },
  'useCondition.leastCostFen': { how: alike('never') },
  'useCondition.acceptCategory': { how: FACE },
  'useCondition.rejectCategory': { how: FACE },
  'useCondition.objectUseFor': { how: FACE },
  'useCondition.canUseWithOtherDiscount': { how: FACE },
  businessServices: { how: alike('atOnce') },
  timeLimits: { how: alike('atOnce') },
  enforcesTimeLimits: { how: alike('atOnce') },
} as const satisfies Table;

/** What a kind gives: fixed, but for what this names. */
export const BENEFIT_CHANGES = {
  GROUPON: {},
  CASH: {},
  DISCOUNT: {},
  GIFT: {},
  GENERAL_COUPON: {},
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
  SCENIC_TICKET: { guideUrl: 'atOnce' },
  MOVIE_TICKET: { detail: 'review' },
  BOARDING_PASS: {
    departureTime: 'atOnce',
    landingTime: 'atOnce',
    boardingTime: 'atOnce',
    gate: 'atOnce',
    checkInUrl: 'atOnce',
  },
  MEETING_TICKET: { mapUrl: 'atOnce' },
  BUS_TICKET: { departureTime: 'atOnce', mapUrl: 'atOnce' },
} as const satisfies Record<CardKind, Readonly<Record<string, Change>>>;

const FAMILIES = {
  GROUPON: 'coupon',
  CASH: 'coupon',
  DISCOUNT: 'coupon',
  GIFT: 'coupon',
  GENERAL_COUPON: 'coupon',
  MEMBER_CARD: 'memberCard',
  SCENIC_TICKET: 'ticket',
  MOVIE_TICKET: 'ticket',
  BOARDING_PASS: 'ticket',
  MEETING_TICKET: 'ticket',
  BUS_TICKET: 'ticket',
} satisfies Record<CardKind, Family>;

const tableOf = (table: Table): ReadonlyMap<string, Table[string]> => new Map(Object.entries(table));
const ROWS = tableOf(CARD_CHANGES);

/** How a field of a card of this kind may change; `field` as a dotted path of the draft. */
export function changeOf(kind: CardKind, field: string): Change {
  const family: Family = FAMILIES[kind];
  const [first = '', leaf = ''] = field.split('.');
  if (first !== 'benefit') return ROWS.get(field)?.how[family] ?? 'never';
  return new Map(Object.entries<Change>(BENEFIT_CHANGES[kind])).get(leaf) ?? 'never';
}

export type ChangedField = { field: string; from: unknown; to: unknown };

/** Told apart leaf by leaf; all other fields are one value each. */
const WITH_LEAVES = ['useCondition', 'benefit'] as const;

/** The fields in which two drafts differ, as dotted paths. What is not given, empty and switched off are alike. */
export function differencesOf(before: CardDraft, after: CardDraft): ChangedField[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of ['poiIds', 'idempotencyKey', ...WITH_LEAVES]) names.delete(name);
  const whole = [...names].map((name) => ({ field: name, from: valueAt(before, [name]), to: valueAt(after, [name]) }));
  const leaves = WITH_LEAVES.flatMap((name) => leavesOf(name, before, after));
  return [...whole, ...leaves].filter(({ from, to }) => keyOf(from) !== keyOf(to));
}

function leavesOf(name: (typeof WITH_LEAVES)[number], before: CardDraft, after: CardDraft): ChangedField[] {
  const names = new Set([...Object.keys(before[name] ?? {}), ...Object.keys(after[name] ?? {})]);
  return [...names].map((leaf) => ({
    field: `${name}.${leaf}`,
    from: valueAt(before, [name, leaf]),
    to: valueAt(after, [name, leaf]),
  }));
}

const valueAt = (draft: unknown, path: readonly string[]): unknown =>
  path.reduce((at: unknown, name) => (isRecord(at) ? at[name] : undefined), draft);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isPlain = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && !Array.isArray(value) && !(value instanceof Date);

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

/** Equal for equal values, whatever the order of their fields. */
function keyOf(value: unknown): string {
  return JSON.stringify(trimmed(value)) ?? '';
}

function trimmed(value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  if (Array.isArray(value)) return value.map(trimmed);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const kept = trimmed(inner);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a change is one that a review has to approve. */
export const needsReview = (kind: CardKind, field: string): boolean =>
  ['review', 'onlyOn'].includes(changeOf(kind, field));

/** Refuses the first change that C6 or C9 forbids. `isLive`: the card has been approved once. */
export function assertChanges(kind: CardKind, changes: readonly ChangedField[], { isLive }: { isLive: boolean }): void {
  const takesAllStores = changes.some(({ field, to }) => field === 'usesAllStores' && to === true);
  for (const change of changes) {
    // "All stores" is more than any list, which it takes the place of.
    if (takesAllStores && change.field === 'storeIds') continue;
    const reason = reasonOf(changeOf(kind, change.field), change, isLive);
    if (reason) throw new ChangeNotAllowedError(pathOf(change), reason);
  }
}

function reasonOf(how: Change, { field, from, to }: ChangedField, isLive: boolean): ChangeReason | null {
  switch (how) {
    case 'review':
    case 'atOnce':
      return null;
    case 'never':
      return ROWS.get(field)?.reason ?? 'FIXED';
    case 'widenOnly':
      return isWider(from, to) ? null : 'VALIDITY_NARROWED';
    case 'growOnly':
      return !isLive || isMore(from, to) ? null : 'STORES_REMOVED';
    case 'onlyOn':
      return to === true ? null : 'SWITCHED_OFF';
    default:
      return how satisfies never;
  }
}

/** A fixed span that begins no later and ends no earlier; nothing else is ever wider (40100). */
function isWider(from: unknown, to: unknown): boolean {
  if (!isPlain(from) || !isPlain(to) || from['type'] !== 'FIX_TIME_RANGE' || to['type'] !== from['type']) return false;
  const [begin, end] = [timeOf(to['from']) - timeOf(from['from']), timeOf(to['until']) - timeOf(from['until'])];
  return begin <= 0 && end >= 0;
}

const timeOf = (time: unknown): number => (time instanceof Date ? time.getTime() : Number.NaN);

/** A list that still holds all it held, or "all stores" switched on. */
function isMore(from: unknown, to: unknown): boolean {
  if (!Array.isArray(from)) return to === true || isEmpty(from);
  return Array.isArray(to) && from.every((id) => to.includes(id));
}

/** The begin or the end, where one of them is at fault. */
function pathOf({ field, from, to }: ChangedField): Field {
  const path = field.split('.');
  if (field !== 'validity' || !isPlain(from) || !isPlain(to)) return path;
  const leaf = ['type', 'from', 'until', 'termDays', 'termStartDays'].find((name) => {
    if (from['type'] === 'FIX_TIME_RANGE' && name === 'from') return timeOf(to[name]) > timeOf(from[name]);
    if (from['type'] === 'FIX_TIME_RANGE' && name === 'until') return timeOf(to[name]) < timeOf(from[name]);
    return keyOf(from[name]) !== keyOf(to[name]);
  });
  return leaf ? [...path, leaf] : path;
}
