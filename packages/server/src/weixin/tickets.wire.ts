import type { TicketBranches } from '../domain/codes/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { boolean, type Codec, integer, list, text, timestamp } from './kit/codecs.ts';
import type { JsonObject } from './kit/read-body.ts';
import { lines, readWire, type WireField, wirePathIn } from './kit/wire-table.ts';

/** The body of one call: its branch in the domain, and its names. */
export type TicketCall = { branch: keyof TicketBranches; table: readonly WireField[] };

/** A seat that is empty is there and says nothing, which has a number of its own (41017). */
const seat: Codec = { read: (value, path) => text.read(value, path) ?? '', write: text.write };

/** Which code is read apart from what its ticket is told. */
const REFERENCE: Codec = { read: () => undefined, write: (value) => value };
const CODE = lines([
  ['code', 'value', REFERENCE],
  ['card_id', 'cardId', REFERENCE],
]);

const call = (branch: keyof TicketBranches, rows: Parameters<typeof lines>[0]): TicketCall => ({
  branch,
  table: [...CODE, ...lines(rows)],
});

/** Names of contract §2.8. */
export const ticketCalls = {
  movie: call('movie', [
    ['ticket_class', 'movie.ticketClass', text],
    ['show_time', 'movie.showTime', timestamp],
    ['duration', 'movie.durationMinutes', integer],
    ['screening_room', 'movie.screeningRoom', text],
    ['seat_number', 'movie.seatNumbers', list(seat)],
  ]),
  boarding: call('boarding', [
    ['passenger_name', 'boarding.passengerName', text],
    ['class', 'boarding.cabin', text],
    ['seat', 'boarding.seatNumber', text],
    ['etkt_bnr', 'boarding.ticketNumber', text],
    ['qrcode_data', 'boarding.qrcodeData', text],
    ['gate', 'boarding.gate', text],
    ['boarding_time', 'boarding.boardingTime', timestamp],
    ['is_cancel', 'boarding.isCancelled', boolean],
  ]),
  meeting: call('meeting', [
    ['begin_time', 'meeting.beginTime', timestamp],
    ['end_time', 'meeting.endTime', timestamp],
    ['zone', 'meeting.zone', text],
    ['entrance', 'meeting.entrance', text],
    ['seat_number', 'meeting.seatNumber', text],
  ]),
  bus: call('bus', [
    ['begin_time', 'bus.departureTime', timestamp],
    ['end_time', 'bus.arrivalTime', timestamp],
    ['zone', 'bus.zone', text],
    ['entrance', 'bus.entrance', text],
    ['seat_number', 'bus.seatNumber', text],
  ]),
} satisfies Record<keyof TicketBranches, TicketCall>;

/** What a body tells a ticket. A call without anything is a call that changes nothing. */
export const ticketOrderIn = ({ branch, table }: TicketCall, body: JsonObject): TicketBranches => ({
  [branch]: {},
  ...readWire(body, table),
});

const ALL = Object.values(ticketCalls).flatMap(({ table }) => table);

/** The wire's name of a field of a ticket; the branch in its path tells the call. */
export const wirePathOfTicketCall = (field: Field): string => wirePathIn(ALL, field);
