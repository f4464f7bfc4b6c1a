import { InvalidInputError } from '../../kit/errors.ts';
import { details, ORDINARY } from './contract.ts';
import { optional, required, withDefault } from './fields.ts';
import { BENEFIT_TEXT_BYTES, lines, list, text, TICKET_TEXT_BYTES, time, wholeNumber } from './readings.ts';

const MOST_SEATS = 20;
const LONGEST_MINUTES = 1_440;

/** Movie ticket: the film as text. Each code tells its show and, where they are numbered, its seats. */
export const movieTicket = {
  ...ORDINARY,
  benefit: details({ detail: optional(lines(BENEFIT_TEXT_BYTES)) }),
  ticket: details(
    {
      ticketClass: required(text(TICKET_TEXT_BYTES), 'TICKET_CLASS'),
      showTime: required(time, 'SHOW_TIME'),
      durationMinutes: required(wholeNumber(1, LONGEST_MINUTES)),
      screeningRoom: optional(text(TICKET_TEXT_BYTES)),
      seatNumbers: withDefault(list(text(TICKET_TEXT_BYTES), { most: MOST_SEATS, emptyFault: 'SEAT_NUMBER' }), []),
    },
    ({ screeningRoom, seatNumbers }, at) => {
      if (seatNumbers.length > 0 && screeningRoom === null)
        throw new InvalidInputError([...at, 'screeningRoom'], 'Seats need their room', 'SCREENING_ROOM');
    },
  ),
} as const;
