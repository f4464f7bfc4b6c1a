import type { CardKind, CardUpdateInput } from '../../generated/console.ts';
import { benefitInputs } from './benefit-input.ts';
import { commonInput } from './card-input.ts';
import type { Draft } from './draft.ts';

type Changes = Omit<CardUpdateInput, 'id' | 'expectedVersion' | 'idempotencyKey' | 'externalId'>;

/** What a form may not change, or what is no field of a card. */
const LEFT_OUT: readonly string[] = ['quantity', 'externalId', 'idempotencyKey'];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The entries of `after` that are not as in `before`. */
function changedEntries(before: object, after: object): Record<string, unknown> {
  const changed = Object.entries(after).filter(([name, value]) => !isSame(value, Reflect.get(before, name)));
  return Object.fromEntries(changed.filter(([name]) => !LEFT_OUT.includes(name)));
}

/** What the person has changed, as the server takes it; empty where nothing was. */
export function changedInput(before: Draft, after: Draft, timeZone: string): Changes {
  const common = changedEntries(commonInput(before, timeZone), commonInput(after, timeZone));
  const benefit = changedEntries(
    benefitInputs[after.kind](before, timeZone),
    benefitInputs[after.kind](after, timeZone),
  );
  // Whoever takes all stores names none: the server empties the list itself.
  if (common['usesAllStores'] === true) delete common['storeIds'];
  // Entries of the inputs for creation, which have the same names and types.
  return Object.keys(benefit).length === 0 ? common : { ...common, [BRANCHES[after.kind]]: benefit };
}

const BRANCHES = {
  CASH: 'cash',
  DISCOUNT: 'discount',
  GROUPON: 'groupon',
  GIFT: 'gift',
  GENERAL_COUPON: 'generalCoupon',
  MEMBER_CARD: 'memberCard',
  SCENIC_TICKET: 'scenicTicket',
  MOVIE_TICKET: 'movieTicket',
  BOARDING_PASS: 'boardingPass',
  MEETING_TICKET: 'meetingTicket',
  BUS_TICKET: 'busTicket',
} as const satisfies Record<CardKind, string>;

/** A draft on a newer base: what the person has changed stays, everything else is as it is now. */
export function rebased(draft: Draft, { from, to }: { from: Draft; to: Draft }): Draft {
  const own = Object.entries(draft).filter(([name, value]) => !isSame(value, Reflect.get(from, name)));
  return { ...to, ...Object.fromEntries(own) };
}
