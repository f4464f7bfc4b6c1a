import { details, ORDINARY } from './contract.ts';
import { optional, required } from './fields.ts';
import { assertInOrder, PLACE } from './meeting-ticket.ts';
import { BENEFIT_TEXT_BYTES, lines, link, text, TICKET_TEXT_BYTES, time } from './readings.ts';

/** Bus ticket: a meeting ticket with a route and a departure (C1). A code tells its own times where they differ, and the seat. */
export const busTicket = {
  ...ORDINARY,
  benefit: details({
    tripDetail: required(lines(BENEFIT_TEXT_BYTES)),
    mapUrl: optional(link),
    route: required(text(TICKET_TEXT_BYTES)),
    departureTime: required(time),
  }),
  ticket: details(
    { departureTime: optional(time), arrivalTime: optional(time), ...PLACE },
    ({ departureTime, arrivalTime }, at) => assertInOrder(departureTime, arrivalTime, [...at, 'arrivalTime']),
  ),
} as const;
