import { details, ORDINARY } from './contract.ts';
import { optional } from './fields.ts';
import { BENEFIT_TEXT_BYTES, lines, link } from './readings.ts';

/** Ticket of a sight: its class (full, student …) and where the guide to the place is. */
export const scenicTicket = {
  ...ORDINARY,
  benefit: details({ ticketClass: optional(lines(BENEFIT_TEXT_BYTES)), guideUrl: optional(link) }),
} as const;
