import { builder } from '../../builder.ts';
import type { Benefit } from './benefit.ts';

export const ScenicTicketBenefitType = builder.objectRef<Benefit<'SCENIC_TICKET'>>('ScenicTicketBenefit').implement({
  description: 'A ticket of a sight (C1).',
  fields: (t) => ({
    ticketClass: t.exposeString('ticketClass', {
      nullable: true,
      description: 'Class of the ticket; null: none was given.',
    }),
    guideUrl: t.exposeString('guideUrl', {
      nullable: true,
      description: 'Address of a guide to the place; null: none was given.',
    }),
  }),
});

export const MovieTicketBenefitType = builder.objectRef<Benefit<'MOVIE_TICKET'>>('MovieTicketBenefit').implement({
  description: 'A movie ticket (C1). Show and seats belong to each code: `Code.ticket`.',
  fields: (t) => ({
    detail: t.exposeString('detail', { nullable: true, description: 'The film, as text; null: none was given.' }),
  }),
});

export const BoardingPassBenefitType = builder.objectRef<Benefit<'BOARDING_PASS'>>('BoardingPassBenefit').implement({
  description: 'A boarding pass (C1): the flight. The passenger belongs to each code: `Code.ticket`.',
  fields: (t) => ({
    from: t.exposeString('from', { description: 'Where the flight begins.' }),
    to: t.exposeString('to', { description: 'Where it ends.' }),
    flight: t.exposeString('flight', { description: 'Number of the flight.' }),
    departureTime: t.expose('departureTime', { type: 'DateTime', description: 'When it departs.' }),
    landingTime: t.expose('landingTime', { type: 'DateTime', description: 'When it lands.' }),
    checkInUrl: t.exposeString('checkInUrl', {
      nullable: true,
      description: 'Where passengers check in; null: none was given.',
    }),
    gate: t.exposeString('gate', { nullable: true, description: 'Gate of the flight; null: not known yet.' }),
    boardingTime: t.expose('boardingTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When boarding begins; null: not known yet.',
    }),
    airModel: t.exposeString('airModel', {
      nullable: true,
      description: 'Model of the aircraft; null: none was given.',
    }),
  }),
});

const mapUrl = { nullable: true, description: 'Address of a map of the place; null: none was given.' } as const;

export const MeetingTicketBenefitType = builder.objectRef<Benefit<'MEETING_TICKET'>>('MeetingTicketBenefit').implement({
  description: 'A ticket of a meeting (C1). Time and seat belong to each code: `Code.ticket`.',
  fields: (t) => ({
    meetingDetail: t.exposeString('meetingDetail', { description: 'What the meeting is about, as text.' }),
    mapUrl: t.exposeString('mapUrl', mapUrl),
  }),
});

export const BusTicketBenefitType = builder.objectRef<Benefit<'BUS_TICKET'>>('BusTicketBenefit').implement({
  description: 'A bus ticket (C1). The seat belongs to each code: `Code.ticket`.',
  fields: (t) => ({
    tripDetail: t.exposeString('tripDetail', { description: 'What the trip is, as text.' }),
    mapUrl: t.exposeString('mapUrl', mapUrl),
    route: t.exposeString('route', { description: 'From where to where.' }),
    departureTime: t.expose('departureTime', { type: 'DateTime', description: 'When the bus departs.' }),
  }),
});
