import { hasTickets, readTicket, type Ticket } from '../../domain/cards/index.ts';
import { builder } from '../builder.ts';
import { comesWith } from '../kit/comes-with.ts';
import { CodeType } from './code.type.ts';

type TicketOf<K extends Ticket['kind']> = Extract<Ticket, { kind: K }>;

const seatNumber = { nullable: true, description: 'Number of the seat; null: none was told.' } as const;

const MovieTicketType = builder.objectRef<TicketOf<'MOVIE_TICKET'>>('MovieTicketDetails').implement({
  description: 'What a movie ticket says beside its card (contract §2.8).',
  fields: (t) => ({
    ticketClass: t.exposeString('ticketClass', { description: 'Class of the ticket: 2D, 3D …' }),
    showTime: t.expose('showTime', { type: 'DateTime', description: 'When the show begins.' }),
    durationMinutes: t.exposeInt('durationMinutes', { description: 'How long it lasts, in minutes.' }),
    screeningRoom: t.exposeString('screeningRoom', { nullable: true, description: 'The room; null: none was told.' }),
    seatNumbers: t.exposeStringList('seatNumbers', { description: 'The seats, at most 20; empty: none was told.' }),
  }),
});

const BoardingPassType = builder.objectRef<TicketOf<'BOARDING_PASS'>>('BoardingPassDetails').implement({
  description: 'What a boarding pass says beside its card, once the passenger has checked in (contract §2.8).',
  fields: (t) => ({
    passengerName: t.exposeString('passengerName', { description: 'Name of the passenger.' }),
    cabin: t.exposeString('cabin', { description: 'Class of the cabin.' }),
    seatNumber: t.exposeString('seatNumber', seatNumber),
    ticketNumber: t.exposeString('ticketNumber', { description: 'Number of the electronic ticket: 13 or 14 digits.' }),
    qrcodeData: t.exposeString('qrcodeData', {
      nullable: true,
      description: 'What the QR code at the gate says; null: none was told.',
    }),
    gate: t.exposeString('gate', { nullable: true, description: 'Gate; null: that of the card.' }),
    boardingTime: t.expose('boardingTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When boarding begins; null: as on the card.',
    }),
  }),
});

const zone = { nullable: true, description: 'Zone; null: none was told.' } as const;
const entrance = { nullable: true, description: 'Entrance; null: none was told.' } as const;

const MeetingTicketType = builder.objectRef<TicketOf<'MEETING_TICKET'>>('MeetingTicketDetails').implement({
  description: 'What a ticket of a meeting says beside its card (contract §2.8).',
  fields: (t) => ({
    beginTime: t.expose('beginTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When it begins; null: nothing was told.',
    }),
    endTime: t.expose('endTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends; null: nothing was told.',
    }),
    zone: t.exposeString('zone', zone),
    entrance: t.exposeString('entrance', entrance),
    seatNumber: t.exposeString('seatNumber', seatNumber),
  }),
});

const BusTicketType = builder.objectRef<TicketOf<'BUS_TICKET'>>('BusTicketDetails').implement({
  description: 'What a bus ticket says beside its card (C1).',
  fields: (t) => ({
    departureTime: t.expose('departureTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When this bus departs; null: as on the card.',
    }),
    arrivalTime: t.expose('arrivalTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When it arrives; null: nothing was told.',
    }),
    zone: t.exposeString('zone', zone),
    entrance: t.exposeString('entrance', entrance),
    seatNumber: t.exposeString('seatNumber', seatNumber),
  }),
});

const TICKET_TYPES = {
  MOVIE_TICKET: MovieTicketType,
  BOARDING_PASS: BoardingPassType,
  MEETING_TICKET: MeetingTicketType,
  BUS_TICKET: BusTicketType,
} satisfies Record<Ticket['kind'], unknown>;

const CodeTicketType = builder.unionType('CodeTicket', {
  description: 'What a ticket says beside its card, by the kind of that card (contract §2.8).',
  types: Object.values(TICKET_TYPES),
  resolveType: ({ kind }) => TICKET_TYPES[kind],
});

builder.prismaObjectField(CodeType, 'ticket', (t) =>
  t.field({
    type: CodeTicketType,
    nullable: true,
    description: 'What it says beside its card: seat, gate, show …; null: nothing was told, or its kind has no such.',
    extensions: comesWith('ticket', 'card'),
    select: { ticket: true, card: { select: { kind: true } } },
    resolve: ({ ticket, card: { kind } }) => (ticket && hasTickets(kind) ? readTicket(kind, ticket.details) : null),
  }),
);
