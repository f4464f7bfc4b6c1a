import type { InputBuilder } from '../../kit/input-builder.ts';

export const scenicTicketFields = (t: InputBuilder) => ({
  ticketClass: t.string({ description: 'Class of the ticket (full, student …), at most 3072 bytes.' }),
  guideUrl: t.string({ description: 'Address of a guide to the place, http or https, at most 128 bytes.' }),
});

export const movieTicketFields = (t: InputBuilder) => ({
  detail: t.string({ description: 'The film, as text, at most 3072 bytes.' }),
});

export const boardingPassFields = (t: InputBuilder) => ({
  from: t.string({ description: 'Required. Where the flight begins, at most 54 bytes (18 CJK characters).' }),
  to: t.string({ description: 'Required. Where it ends, at most 54 bytes.' }),
  flight: t.string({ description: 'Required. Number of the flight, at most 24 bytes.' }),
  departureTime: t.field({ type: 'DateTime', description: 'Required. When it departs.' }),
  landingTime: t.field({ type: 'DateTime', description: 'Required. When it lands, later than it departs.' }),
  checkInUrl: t.string({ description: 'Where passengers check in, http or https, at most 128 bytes.' }),
  gate: t.string({ description: 'Gate of the flight, at most 12 bytes.' }),
  boardingTime: t.field({ type: 'DateTime', description: 'When boarding begins.' }),
  airModel: t.string({ description: 'Model of the aircraft, at most 24 bytes (8 CJK characters).' }),
});

export const meetingTicketFields = (t: InputBuilder) => ({
  meetingDetail: t.string({ description: 'Required. What the meeting is about, at most 3072 bytes.' }),
  mapUrl: t.string({ description: 'Address of a map of the place, http or https, at most 128 bytes.' }),
});

export const busTicketFields = (t: InputBuilder) => ({
  tripDetail: t.string({ description: 'Required. What the trip is, at most 3072 bytes.' }),
  mapUrl: t.string({ description: 'Address of a map of the stop, http or https, at most 128 bytes.' }),
  route: t.string({ description: 'Required. From where to where, at most 54 bytes (18 CJK characters).' }),
  departureTime: t.field({ type: 'DateTime', description: 'Required. When the bus departs.' }),
});
