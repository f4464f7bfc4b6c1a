import { type Field, InvalidInputError } from '../../kit/errors.ts';
import { details, ORDINARY } from './contract.ts';
import { optional, required } from './fields.ts';
import { BENEFIT_TEXT_BYTES, lines, link, text, TICKET_TEXT_BYTES, time } from './readings.ts';

/** Where somebody goes in and sits: what tickets of meetings and of buses tell alike. */
export const PLACE = {
  zone: optional(text(TICKET_TEXT_BYTES)),
  entrance: optional(text(TICKET_TEXT_BYTES)),
  seatNumber: optional(text(TICKET_TEXT_BYTES)),
} as const;

/** Refuses an end that is not after its begin. */
export function assertInOrder(begin: Date | null, end: Date | null, field: Field): void {
  if (begin && end && end <= begin) throw new InvalidInputError(field, 'Must be later than the begin', 'TIME');
}

/** Ticket of a meeting: what it is about, and a map. Each code tells when, and where its holder sits. */
export const meetingTicket = {
  ...ORDINARY,
  benefit: details({ meetingDetail: required(lines(BENEFIT_TEXT_BYTES)), mapUrl: optional(link) }),
  ticket: details({ beginTime: optional(time), endTime: optional(time), ...PLACE }, ({ beginTime, endTime }, at) =>
    assertInOrder(beginTime, endTime, [...at, 'endTime']),
  ),
} as const;
