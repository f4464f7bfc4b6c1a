import { InvalidInputError } from '../../kit/errors.ts';
import { details, ORDINARY } from './contract.ts';
import { optional, required } from './fields.ts';
import { link, pattern, text, TICKET_TEXT_BYTES, time } from './readings.ts';

const GATE_BYTES = 12;
const QRCODE_BYTES = 512;

/** Boarding pass: the flight. Each code tells its passenger once they have checked in. */
export const boardingPass = {
  ...ORDINARY,
  benefit: details(
    {
      from: required(text(TICKET_TEXT_BYTES)),
      to: required(text(TICKET_TEXT_BYTES)),
      flight: required(text(24)),
      departureTime: required(time),
      landingTime: required(time),
      checkInUrl: optional(link),
      gate: optional(text(GATE_BYTES)),
      boardingTime: optional(time),
      airModel: optional(text(24)),
    },
    ({ departureTime, landingTime }, at) => {
      if (landingTime <= departureTime)
        throw new InvalidInputError([...at, 'landingTime'], 'Must be later than the departure', 'TIME');
    },
  ),
  ticket: details({
    passengerName: required(text(45)),
    cabin: required(text(15)),
    seatNumber: optional(text(TICKET_TEXT_BYTES)),
    ticketNumber: required(pattern(/^\d{13,14}$/, 'Must be 13 digits, or 14 with the check digit')),
    qrcodeData: optional(text(QRCODE_BYTES)),
    gate: optional(text(GATE_BYTES)),
    boardingTime: optional(time),
  }),
} as const;
