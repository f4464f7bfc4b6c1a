import type { DraftWithDays } from '../../domain/cards/index.ts';
import type { CardCreateInput } from './card.inputs.ts';

type Input = (typeof CardCreateInput)['$inferInput'];

/** The draft that the domain judges, from the one branch that was given. GraphQL has seen that there is one. */
export function draftOf({ groupon, cash, discount, gift, generalCoupon }: Input): DraftWithDays {
  if (groupon) return draft('GROUPON', groupon, ['dealDetail']);
  if (cash) return draft('CASH', cash, ['leastCostFen', 'reduceCostFen']);
  if (discount) return draft('DISCOUNT', discount, ['percentOff']);
  if (gift) return draft('GIFT', gift, ['gift']);
  return draft('GENERAL_COUPON', generalCoupon ?? {}, ['defaultDetail']);
}

type Branch = Omit<DraftWithDays, 'kind' | 'benefit'>;

/** Moves the benefit's fields below `benefit`, where the domain keeps them. */
function draft(kind: DraftWithDays['kind'], branch: Branch, benefitFields: readonly string[]): DraftWithDays {
  const entries = Object.entries(branch);
  const isBenefit = ([name]: [string, unknown]): boolean => benefitFields.includes(name);
  const given = entries.filter(([, value]) => value !== null && value !== undefined);
  const face: Branch = Object.fromEntries(given.filter((entry) => !isBenefit(entry)));
  return { ...face, kind, benefit: Object.fromEntries(given.filter(isBenefit)) };
}
