import type { CardDraft } from '../domain/cards/index.ts';
import { namesOf } from '../domain/kit/names-of.ts';
import { MEMBER_CARD, SLOT_LISTS, SLOTS } from './cards.member.wire.ts';
import { integer, text, timestamp } from './kit/codecs.ts';
import { isObject, type JsonObject } from './kit/read-body.ts';
import { WireFault } from './kit/wire-fault.ts';
import { lines, type WireField } from './kit/wire-table.ts';

type Kind = CardDraft['kind'];

/** What each type object holds beside `base_info` and `advanced_info` (contract §2.4, §2.8, §6.1). */
const BENEFITS = {
  GROUPON: lines([['deal_detail', 'benefit.dealDetail', text]]),
  CASH: lines([
    ['least_cost', 'benefit.leastCostFen', integer],
    ['reduce_cost', 'benefit.reduceCostFen', integer],
  ]),
  DISCOUNT: lines([['discount', 'benefit.percentOff', integer]]),
  GIFT: lines([['gift', 'benefit.gift', text]]),
  GENERAL_COUPON: lines([['default_detail', 'benefit.defaultDetail', text]]),
  MEMBER_CARD,
  SCENIC_TICKET: lines([
    ['ticket_class', 'benefit.ticketClass', text],
    ['guide_url', 'benefit.guideUrl', text],
  ]),
  MOVIE_TICKET: lines([['detail', 'benefit.detail', text]]),
  BOARDING_PASS: lines([
    ['from', 'benefit.from', text],
    ['to', 'benefit.to', text],
    ['flight', 'benefit.flight', text],
    ['departure_time', 'benefit.departureTime', timestamp],
    ['landing_time', 'benefit.landingTime', timestamp],
    ['check_in_url', 'benefit.checkInUrl', text],
    ['gate', 'benefit.gate', text],
    ['boarding_time', 'benefit.boardingTime', timestamp],
    ['air_model', 'benefit.airModel', text],
  ]),
  MEETING_TICKET: lines([
    ['meeting_detail', 'benefit.meetingDetail', text],
    ['map_url', 'benefit.mapUrl', text],
  ]),
  // No page of the old platform tells these; they are those of a meeting, with route and departure (C1).
  BUS_TICKET: lines([
    ['meeting_detail', 'benefit.tripDetail', text],
    ['map_url', 'benefit.mapUrl', text],
    ['route', 'benefit.route', text],
    ['departure_time', 'benefit.departureTime', timestamp],
  ]),
} satisfies Record<Kind, readonly WireField[]>;

export const benefitLinesOf = (kind: Kind): readonly WireField[] => BENEFITS[kind];

export const KINDS_ON_THE_WIRE: readonly Kind[] = namesOf(BENEFITS);

/**
 * A benefit as a draft has it: what the wire numbers (`custom_field1` …) stands in a list, by its place. A place that
 * is not named is empty (null), or stays in a change (undefined).
 */
export function benefitFrom(read: JsonObject, unnamed: null | undefined): JsonObject {
  const lists: JsonObject = {};
  for (const { domain } of SLOT_LISTS) {
    const places = read[domain];
    if (isObject(places)) lists[domain] = SLOTS.map((slot) => places[String(slot - 1)] ?? unnamed);
  }
  return { ...read, ...lists };
}

/** A benefit as the table writes it: lists by the places of their entries. */
export function benefitOnWire(benefit: Readonly<JsonObject>): JsonObject {
  const places: JsonObject = {};
  for (const { domain } of SLOT_LISTS) places[domain] = placesOf(benefit[domain]);
  return { ...benefit, ...places };
}

const placesOf = (entries: unknown): JsonObject =>
  Array.isArray(entries) ? Object.fromEntries(entries.entries()) : {};

/** A membership card has three fields and three rows of its own: a fourth is 40124, not an unknown name. */
export function assertSlots(kind: Kind, source: JsonObject): void {
  if (kind !== 'MEMBER_CARD') return;
  const further = Object.keys(source).find((name) => {
    const [, wire, slot] = /^([a-z_]+?)([0-9]+)$/.exec(name) ?? [];
    return SLOT_LISTS.some((list) => list.wire === wire) && !SLOTS.some((known) => String(known) === slot);
  });
  if (further !== undefined) throw new WireFault(40124, further.slice(0, 120));
}
