import type { CardKind } from '../../../generated/prisma/enums.ts';
import { type Field, InvalidInputError } from '../../kit/errors.ts';
import { assertText, type LimitedText } from '../text.rules.ts';
import { boardingPass } from './boarding-pass.ts';
import { busTicket } from './bus-ticket.ts';
import { cash } from './cash.ts';
import type { CardKindContract, KindCondition } from './contract.ts';
import { discount } from './discount.ts';
import type { Part } from './fields.ts';
import { generalCoupon } from './general-coupon.ts';
import { gift } from './gift.ts';
import { groupon } from './groupon.ts';
import { meetingTicket } from './meeting-ticket.ts';
import { memberCard } from './member-card.ts';
import { movieTicket } from './movie-ticket.ts';
import { scenicTicket } from './scenic-ticket.ts';

const kinds = {
  GROUPON: groupon,
  CASH: cash,
  DISCOUNT: discount,
  GIFT: gift,
  GENERAL_COUPON: generalCoupon,
  MEMBER_CARD: memberCard,
  SCENIC_TICKET: scenicTicket,
  MOVIE_TICKET: movieTicket,
  BOARDING_PASS: boardingPass,
  MEETING_TICKET: meetingTicket,
  BUS_TICKET: busTicket,
} satisfies Record<CardKind, CardKindContract<unknown>>;

type Kinds = typeof kinds;
/** The benefit of a card, told apart by its kind. */
export type CardBenefit = { [K in CardKind]: { kind: K } & ReturnType<Kinds[K]['benefit']['parse']> }[CardKind];

/** Kinds of cards whose codes are tickets: each says something of its own (contract §2.8). */
export type TicketKind = { [K in CardKind]: Kinds[K]['ticket'] extends null ? never : K }[CardKind];
/** What a ticket says beside its card, told apart by the kind of the card. */
export type Ticket = { [K in TicketKind]: { kind: K } & ReturnType<Kinds[K]['ticket']['parse']> }[TicketKind];

type Given = Readonly<Record<string, unknown>>;
const BENEFIT: Field = ['benefit'];

const partsOf = (kind: CardKind, given: Given): Part[] => kinds[kind].benefit.partsOf(given, BENEFIT);

/** Names of what a kind gives, in the order in which they are judged. */
export const benefitNamesOf = (kind: CardKind): readonly string[] => kinds[kind].benefit.names;

/** Refuses the first field without which a card of this kind has no benefit. */
export const assertBenefitIsWhole = (kind: CardKind, given: Given): void => assertPresent(partsOf(kind, given));

/** The texts of a benefit with their limits, for the one pass in which all lengths are judged. */
export const textsOfBenefit = (kind: CardKind, given: Given): LimitedText[] => textsIn(partsOf(kind, given));

/** The images of a benefit, to be judged with those of every card (C11). */
export const imagesOfBenefit = (kind: CardKind, given: Given): { field: Field; url: string }[] =>
  partsOf(kind, given).flatMap((part) => (part.asks === 'image' ? [{ field: part.field, url: part.url }] : []));

/** Whether the face of this kind shows a condition of use. */
export function showsCondition(kind: CardKind, condition: KindCondition): boolean {
  const shown: readonly KindCondition[] = kinds[kind].shows;
  return shown.includes(condition);
}

/** C4: whether codes of this kind may be good for ever. */
export const isEverlasting = (kind: CardKind): boolean => kinds[kind].isEverlasting;

/** L7: whether holders may give codes of this kind to friends, if the merchant allows it. */
export const isGiftable = (kind: CardKind): boolean => kinds[kind].isGiftable;

/** Checks the benefit of a draft. */
export const parseBenefit = (kind: CardKind, given: Given): CardBenefit =>
  tagged(kind, kinds[kind].benefit.parse(given, BENEFIT));

/** Reads the benefit of a stored card; what was stored went through the same check. */
export const readBenefit = (card: { kind: CardKind; benefit: unknown }): CardBenefit =>
  parseBenefit(card.kind, recordOf(card.benefit));

/** Whether codes of a kind say something of their own. */
export const hasTickets = (kind: CardKind): kind is TicketKind => kinds[kind].ticket !== null;

/** Judges what a ticket is told, each value by itself: what is missing, then lengths, then values. Paths are below `at`. */
export function assertTicketIsRight(kind: TicketKind, given: Given, at: Field): void {
  const { ticket } = kinds[kind];
  const parts = ticket.partsOf(given, at);
  assertPresent(parts);
  for (const text of textsIn(parts)) assertText(text);
  ticket.read(given, at);
}

/** Checks what a ticket says as a whole. Throws InvalidInputError with a path below `at`. */
export const parseTicket = (kind: TicketKind, values: Given, at: Field): Ticket =>
  ticketOf(kind, kinds[kind].ticket.parse(values, at));

/** Reads what a stored ticket says. */
export const readTicket = (kind: TicketKind, stored: unknown): Ticket =>
  ticketOf(kind, kinds[kind].ticket.parse(recordOf(stored), []));

function assertPresent(parts: readonly Part[]): void {
  for (const part of parts) {
    if (part.asks === 'presence' && !part.isThere) throw new InvalidInputError(part.field, 'Missing', part.fault);
  }
}

const textsIn = (parts: readonly Part[]): LimitedText[] =>
  parts.flatMap((part) => (part.asks === 'length' ? [part.text] : []));

// The registry pairs each kind with its own parser; the compiler loses that pair at an index by a variable.
function tagged(kind: CardKind, benefit: object): CardBenefit {
  return { kind, ...benefit } as CardBenefit;
}

// See above.
const ticketOf = (kind: TicketKind, values: object): Ticket => ({ kind, ...values }) as Ticket;

// JSON of our own writing: always an object.
const recordOf = (stored: unknown): Record<string, unknown> => stored as Record<string, unknown>;
