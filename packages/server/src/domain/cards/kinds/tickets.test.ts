import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../test/kit/refusal-of.ts';
import { parseBenefit } from './index.ts';

type Given = Record<string, unknown>;
const time = (text: string): Date => new Date(text);

const FLIGHT = {
  from: '上海虹桥',
  to: '成都双流',
  flight: 'MU5401',
  departureTime: time('2027-03-01T08:00:00Z'),
  landingTime: time('2027-03-01T11:00:00Z'),
};
const TRIP = { tripDetail: '直达', route: '成都—都江堰', departureTime: time('2027-03-01T08:00:00Z') };

describe('the cards of tickets', () => {
  it.each<[Parameters<typeof parseBenefit>[0], Given, Given]>([
    ['SCENIC_TICKET', {}, { ticketClass: null, guideUrl: null }],
    [
      'SCENIC_TICKET',
      { ticketClass: '学生票', guideUrl: 'www.park.example' },
      { ticketClass: '学生票', guideUrl: 'http://www.park.example' },
    ],
    ['MOVIE_TICKET', {}, { detail: null }],
    ['MOVIE_TICKET', { detail: '流浪地球\n3D' }, { detail: '流浪地球\n3D' }],
    ['BOARDING_PASS', FLIGHT, { ...FLIGHT, checkInUrl: null, gate: null, boardingTime: null, airModel: null }],
    ['MEETING_TICKET', { meetingDetail: '年会' }, { meetingDetail: '年会', mapUrl: null }],
    ['BUS_TICKET', TRIP, { ...TRIP, mapUrl: null }],
  ])('keep what is given: %s %j', (kind, given, kept) => expect(parseBenefit(kind, given)).toEqual({ kind, ...kept }));

  it.each<[Parameters<typeof parseBenefit>[0], Given, string, string]>([
    ['SCENIC_TICKET', { guideUrl: 'ftp://park.example' }, 'guideUrl', 'INVALID'],
    ['SCENIC_TICKET', { detail: 'x' }, 'detail', 'UNKNOWN_FIELD'],
    ['MOVIE_TICKET', { ticketClass: '2D' }, 'ticketClass', 'UNKNOWN_FIELD'],
    ['BOARDING_PASS', { ...FLIGHT, from: '' }, 'from', 'MISSING'],
    ['BOARDING_PASS', { ...FLIGHT, departureTime: 'tomorrow' }, 'departureTime', 'TIME'],
    ['BOARDING_PASS', { ...FLIGHT, departureTime: time('x') }, 'departureTime', 'TIME'],
    ['BOARDING_PASS', { ...FLIGHT, landingTime: FLIGHT.departureTime }, 'landingTime', 'TIME'],
    ['BOARDING_PASS', { ...FLIGHT, landingTime: time('2038-01-19T00:00:00Z') }, 'landingTime', 'TIME'],
    ['BOARDING_PASS', { ...FLIGHT, boardingTime: 5 }, 'boardingTime', 'TIME'],
    ['BOARDING_PASS', { ...FLIGHT, seatNumber: '1A' }, 'seatNumber', 'UNKNOWN_FIELD'],
    ['MEETING_TICKET', { mapUrl: 'https://map.example' }, 'meetingDetail', 'MISSING'],
    ['BUS_TICKET', { ...TRIP, route: null }, 'route', 'MISSING'],
    ['BUS_TICKET', { ...TRIP, meetingDetail: 'x' }, 'meetingDetail', 'UNKNOWN_FIELD'],
  ])('refuse %s %j', (kind, given, field, fault) =>
    expect(refusalOf(() => parseBenefit(kind, given))).toMatchObject({ field: `benefit.${field}`, fault }),
  );
});
