import type { CardKind } from '../../generated/console.ts';
import type { Draft } from './draft.ts';

/**
 * Where in the form a path of the server's `userErrors.field` is shown. Lists that the form gathers lead to the group
 * that the item came from. Null: no single field.
 */
export function fieldPathOf(field: readonly string[], draft: Pick<Draft, 'kind' | 'timeLimits'>): string | null {
  const [first, second, third] = field;
  if (first === undefined) return null;
  if (first === 'timeLimits' && second !== undefined) return timeLimitPath(Number(second), third, draft);
  if (first === 'storeIds' || first === 'poiIds' || first === 'usesAllStores') return 'storeIds';
  if (first === 'businessServices') return first;
  if (first === 'abstract' && second === 'iconUrls') return 'abstract.iconUrls';
  if (first === 'benefit' || BRANCHES.includes(first))
    return second === undefined ? BENEFIT_FIELDS[draft.kind] : field.slice(1).join('.');
  if (first === 'useCustomCode' || first === 'getCustomCodeMode') return 'codeMode';
  if (first === 'validity' && second === undefined) return 'validity.type';
  return field.join('.');
}

const BENEFIT_FIELDS = {
  CASH: 'reduceCostFen',
  DISCOUNT: 'percentOff',
  GROUPON: 'dealDetail',
  GIFT: 'gift',
  GENERAL_COUPON: 'defaultDetail',
  MEMBER_CARD: 'prerogative',
  SCENIC_TICKET: 'ticketClass',
  MOVIE_TICKET: 'detail',
  BOARDING_PASS: 'flight',
  MEETING_TICKET: 'meetingDetail',
  BUS_TICKET: 'route',
} as const satisfies Record<CardKind, string>;

/** Inputs of an edit in which what a kind gives stands. */
const BRANCHES: readonly string[] = [
  'cash',
  'discount',
  'groupon',
  'gift',
  'generalCoupon',
  'memberCard',
  'scenicTicket',
  'movieTicket',
  'boardingPass',
  'meetingTicket',
  'busTicket',
];

function timeLimitPath(place: number, part: string | undefined, { timeLimits }: Pick<Draft, 'timeLimits'>): string {
  let before = 0;
  for (const [group, { days }] of timeLimits.entries()) {
    before += days.length;
    if (place < before) return `timeLimits.${group}.${hourPart(part)}`;
  }
  return 'timeLimits';
}

function hourPart(part: string | undefined): string {
  if (part?.startsWith('begin') === true) return 'begin';
  return part?.startsWith('end') === true ? 'end' : 'days';
}
