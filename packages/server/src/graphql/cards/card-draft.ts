import { benefitNamesOf, type DraftWithDays } from '../../domain/cards/index.ts';
import { namesOf } from '../../domain/kit/names-of.ts';
import type { CardCreateInput } from './card.inputs.ts';

type Input = (typeof CardCreateInput)['$inferInput'];
type Kind = DraftWithDays['kind'];

/** The branch that each kind has. */
const KINDS = {
  groupon: 'GROUPON',
  cash: 'CASH',
  discount: 'DISCOUNT',
  gift: 'GIFT',
  generalCoupon: 'GENERAL_COUPON',
  memberCard: 'MEMBER_CARD',
  scenicTicket: 'SCENIC_TICKET',
  movieTicket: 'MOVIE_TICKET',
  boardingPass: 'BOARDING_PASS',
  meetingTicket: 'MEETING_TICKET',
  busTicket: 'BUS_TICKET',
} as const satisfies Record<keyof Input, Kind>;

/** The draft that the domain judges, from the one branch that was given. GraphQL has seen that there is one. */
export function draftOf(input: Input): DraftWithDays {
  for (const branch of namesOf(KINDS)) {
    const given = input[branch];
    if (given) return draft(KINDS[branch], given);
  }
  throw new Error('GraphQL let an input without a branch pass');
}

type Branch = Omit<DraftWithDays, 'kind' | 'benefit'>;

/** Moves the benefit's fields below `benefit`, where the domain keeps them. */
function draft(kind: Kind, branch: Branch): DraftWithDays {
  const names = benefitNamesOf(kind);
  const entries = Object.entries(branch);
  const isBenefit = ([name]: [string, unknown]): boolean => names.includes(name);
  const given = entries.filter(([, value]) => value !== null && value !== undefined);
  const face: Branch = Object.fromEntries(given.filter((entry) => !isBenefit(entry)));
  return { ...face, kind, benefit: Object.fromEntries(given.filter(isBenefit)) };
}
