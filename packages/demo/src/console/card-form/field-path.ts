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
  if (first === 'benefit') return BENEFIT_FIELDS[draft.kind];
  if (first === 'validity' && second === undefined) return 'validity.type';
  return field.join('.');
}

const BENEFIT_FIELDS = {
  CASH: 'reduceCostFen',
  DISCOUNT: 'percentOff',
  GROUPON: 'dealDetail',
  GIFT: 'gift',
  GENERAL_COUPON: 'defaultDetail',
} as const;

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
