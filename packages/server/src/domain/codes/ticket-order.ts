import type { CardKind } from '../../generated/prisma/enums.ts';
import { assertTicketIsRight, parseTicket, type Ticket, type TicketKind } from '../cards/index.ts';
import { type Field, InvalidInputError } from '../kit/errors.ts';
import { namesOf } from '../kit/names-of.ts';
import type { ShownCodeStatus } from './code.states.ts';

type Details = Readonly<Record<string, unknown>>;
type Given<T> = T | null | undefined;

/** What tickets of each kind are told, under the name of their branch. */
export type TicketBranches = {
  movie?: Given<Details>;
  /** `isCancelled`: true takes the check-in back, and nothing else is judged. */
  boarding?: Given<Details>;
  meeting?: Given<Details>;
  bus?: Given<Details>;
};

const KINDS = {
  movie: 'MOVIE_TICKET',
  boarding: 'BOARDING_PASS',
  meeting: 'MEETING_TICKET',
  bus: 'BUS_TICKET',
} as const satisfies Record<keyof TicketBranches, TicketKind>;

/** What a ticket is told. `details` null: what it said is taken back. */
export type TicketOrder = { kind: TicketKind; at: Field; details: Details | null };

/** The one branch that was given. Throws InvalidInputError when there is none or more than one. */
export function ticketOrderOf(branches: TicketBranches): TicketOrder {
  const [first, second] = namesOf(KINDS).filter((name) => isGiven(branches[name]));
  if (first === undefined)
    throw new InvalidInputError([], 'Name what the ticket says: movie, boarding, meeting or bus', 'MISSING');
  if (second !== undefined) throw new InvalidInputError([second], 'A ticket is of one kind');
  return { kind: KINDS[first], at: [first], details: detailsOf(first, branches[first] ?? {}) };
}

function detailsOf(branch: keyof TicketBranches, given: Details): Details | null {
  if (branch !== 'boarding') return given;
  const { isCancelled, ...details } = given;
  return isCancelled === true ? null : details;
}

const isGiven = (details: Given<Details>): boolean => details !== null && details !== undefined;

/** Judges what is asked before anything is looked up (order of 3b). */
export function assertOrderIsRight({ kind, details, at }: TicketOrder): void {
  if (details) assertTicketIsRight(kind, details, at);
}

/** Refuses what belongs to tickets of another kind of card (40071). */
export function assertTicketOf(cardKind: CardKind, { kind, at }: TicketOrder): void {
  if (kind !== cardKind) throw new InvalidInputError(at, 'The card is of another kind', 'CARD_KIND');
}

/**
 * What the ticket says from now on: what is given takes the place of what stood there, null takes it away, and what is
 * not named stays. Names that a ticket can't do without are given every time.
 */
export function changedTicket({ kind, at }: TicketOrder, stored: Details, given: Details): Ticket {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return parseTicket(kind, { ...stored, ...Object.fromEntries(named) }, at);
}

const CHANGEABLE: readonly ShownCodeStatus[] = ['NORMAL', 'GIFT_TIMEOUT', 'GIFTING'];

/** Whether the ticket of a code in this status may be told something: it is held, unused and not over. */
export const mayChangeTicket = (status: ShownCodeStatus): boolean => CHANGEABLE.includes(status);
