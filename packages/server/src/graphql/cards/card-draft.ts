import { benefitNamesOf, type CardKey, type ChangesWithDays, type DraftWithDays } from '../../domain/cards/index.ts';
import { namesOf } from '../../domain/kit/names-of.ts';
import type { CardCreateInput } from './card.inputs.ts';
import type { CardUpdateInput } from './card-update.inputs.ts';

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

type Update = (typeof CardUpdateInput)['$inferInput'];
type Order = CardKey & Pick<Update, 'expectedVersion' | 'idempotencyKey'> & { changes: ChangesWithDays };

type BranchName = keyof typeof KINDS;
const isBranch = (name: string): name is BranchName => Object.hasOwn(KINDS, name);

/** Branches of an update that give something. */
const branchesOf = (input: Update): BranchName[] =>
  Object.keys(input)
    .filter(isBranch)
    .filter((name) => input[name] != null);

/** What `cardUpdate` asks of the domain. Of several branches the last counts: no two fit one card, so one is refused. */
export function updateOf({ id, externalId, expectedVersion, idempotencyKey, ...fields }: Update): Order {
  const face = Object.fromEntries(Object.entries(fields).filter(([name]) => !isBranch(name)));
  const branch = branchesOf(fields).at(-1);
  const benefit = branch && { kind: KINDS[branch], benefit: { ...fields[branch] } };
  return { id, externalId, expectedVersion, idempotencyKey, changes: { ...face, ...benefit } };
}

/** Where a field of the domain stands in the input: what a kind gives stands in the branch of the kind. */
export const withBranch =
  (input: Update) =>
  (field: readonly (string | number)[]): readonly (string | number)[] => {
    const branch = branchesOf(input).at(-1);
    if (branch === undefined) return field;
    if (field[0] === 'kind') return [branch];
    return field[0] === 'benefit' ? [branch, ...field.slice(1)] : field;
  };
