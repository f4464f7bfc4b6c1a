import { builder } from '../builder.ts';

const MovieTicketDetailsInput = builder.inputType('MovieTicketDetailsInput', {
  description: 'What a movie ticket is to say.',
  fields: (t) => ({
    ticketClass: t.string({ description: 'Required. Class of the ticket (2D, 3D …), at most 54 bytes.' }),
    showTime: t.field({ type: 'DateTime', description: 'Required. When the show begins.' }),
    durationMinutes: t.int({ description: 'Required. How long it lasts, 1 to 1440 minutes.' }),
    screeningRoom: t.string({ description: 'The room, at most 54 bytes; seats need it.' }),
    seatNumbers: t.stringList({ description: 'The seats, at most 20, each at most 54 bytes.' }),
  }),
});

const BoardingPassDetailsInput = builder.inputType('BoardingPassDetailsInput', {
  description: 'What a boarding pass is to say of its passenger.',
  fields: (t) => ({
    passengerName: t.string({ description: 'Required. Name, at most 45 bytes (15 CJK characters).' }),
    cabin: t.string({ description: 'Required. Class of the cabin, at most 15 bytes (5 CJK characters).' }),
    seatNumber: t.string({ description: 'Number of the seat, at most 54 bytes.' }),
    ticketNumber: t.string({
      description: 'Required. Number of the electronic ticket: 13 digits, or 14 with the check digit.',
    }),
    qrcodeData: t.string({ description: 'What the QR code at the gate says, at most 512 bytes.' }),
    gate: t.string({ description: 'Gate, where it is not that of the card; at most 12 bytes.' }),
    boardingTime: t.field({ type: 'DateTime', description: 'When boarding begins, where it is not as on the card.' }),
    isCancelled: t.boolean({
      description: 'True takes the check-in back: the ticket says nothing again, and no other field is judged.',
    }),
  }),
});

const MeetingTicketDetailsInput = builder.inputType('MeetingTicketDetailsInput', {
  description: 'What a ticket of a meeting is to say.',
  fields: (t) => ({
    beginTime: t.field({ type: 'DateTime', description: 'When it begins.' }),
    endTime: t.field({ type: 'DateTime', description: 'When it ends, later than it begins.' }),
    zone: t.string({ description: 'Zone, at most 54 bytes.' }),
    entrance: t.string({ description: 'Entrance, at most 54 bytes.' }),
    seatNumber: t.string({ description: 'Number of the seat, at most 54 bytes.' }),
  }),
});

const BusTicketDetailsInput = builder.inputType('BusTicketDetailsInput', {
  description: 'What a bus ticket is to say.',
  fields: (t) => ({
    departureTime: t.field({ type: 'DateTime', description: 'When this bus departs, where it is not as on the card.' }),
    arrivalTime: t.field({ type: 'DateTime', description: 'When it arrives, later than it departs.' }),
    zone: t.string({ description: 'Zone, at most 54 bytes.' }),
    entrance: t.string({ description: 'Entrance, at most 54 bytes.' }),
    seatNumber: t.string({ description: 'Number of the seat, at most 54 bytes.' }),
  }),
});

export const CodeTicketUpdateInput = builder.inputType('CodeTicketUpdateInput', {
  description:
    'A code, and exactly one branch with what its ticket is to say. Optional fields that are absent stay as they are; null takes them away.',
  fields: (t) => ({
    cardId: t.id({ description: 'The card; required for custom and deposited codes (K1).' }),
    value: t.string({ required: true, description: 'The number of the code.' }),
    movie: t.field({ type: MovieTicketDetailsInput, description: 'For a MOVIE_TICKET.' }),
    boarding: t.field({ type: BoardingPassDetailsInput, description: 'For a BOARDING_PASS.' }),
    meeting: t.field({ type: MeetingTicketDetailsInput, description: 'For a MEETING_TICKET.' }),
    bus: t.field({ type: BusTicketDetailsInput, description: 'For a BUS_TICKET.' }),
    idempotencyKey: t.string({
      description:
        'Repeats of a call carry the same key and get the same answer: 8 to 64 of A-Z a-z 0-9 _ - (graphql.md §6).',
    }),
  }),
});
