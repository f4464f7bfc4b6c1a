import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import type { ShownCodeStatus } from './code.states.ts';
import { assertOrderIsRight, assertTicketOf, changedTicket, mayChangeTicket, ticketOrderOf } from './ticket-order.ts';

type Given = Record<string, unknown>;
const time = (text: string): Date => new Date(text);
const MOVIE = { ticketClass: '3D', showTime: time('2027-03-01T12:00:00Z'), durationMinutes: 120 };
const PASSENGER = { passengerName: '张三', cabin: '经济舱', ticketNumber: '7812345678901' };

describe('what a ticket is told', () => {
  it('is one branch', () => {
    expect(ticketOrderOf({ movie: MOVIE })).toEqual({ kind: 'MOVIE_TICKET', at: ['movie'], details: MOVIE });
    expect(ticketOrderOf({ movie: null, bus: {} })).toEqual({ kind: 'BUS_TICKET', at: ['bus'], details: {} });
    expect(refusalOf(() => ticketOrderOf({}))).toMatchObject({ field: '', fault: 'MISSING' });
    expect(refusalOf(() => ticketOrderOf({ movie: MOVIE, bus: {} }))).toMatchObject({ field: 'bus', fault: 'INVALID' });
  });

  it('is nothing where a check-in is cancelled, and then nothing else is judged', () => {
    const order = ticketOrderOf({ boarding: { isCancelled: true, ticketNumber: '?' } });
    expect(order.details).toBeNull();
    expect(refusalOf(() => assertOrderIsRight(order))).toBeNull();
    expect(ticketOrderOf({ boarding: { ...PASSENGER, isCancelled: false } }).details).toEqual(PASSENGER);
  });

  it('belongs to one kind of card', () => {
    const order = ticketOrderOf({ meeting: { zone: 'A' } });
    expect(refusalOf(() => assertTicketOf('MEETING_TICKET', order))).toBeNull();
    expect(refusalOf(() => assertTicketOf('MOVIE_TICKET', order))).toMatchObject({
      field: 'meeting',
      fault: 'CARD_KIND',
    });
  });

  const wrong: ['movie' | 'boarding' | 'meeting' | 'bus', Given, string, string][] = [
    ['movie', { ...MOVIE, ticketClass: '' }, 'ticketClass', 'TICKET_CLASS'],
    ['movie', { ...MOVIE, showTime: null }, 'showTime', 'SHOW_TIME'],
    ['movie', { ...MOVIE, durationMinutes: null }, 'durationMinutes', 'MISSING'],
    ['movie', { ...MOVIE, durationMinutes: 0 }, 'durationMinutes', 'INVALID'],
    ['movie', { ...MOVIE, ticketClass: '三'.repeat(19) }, 'ticketClass', 'TOO_LONG'],
    ['movie', { ...MOVIE, screeningRoom: 'a\nb' }, 'screeningRoom', 'INVALID'],
    ['movie', { ...MOVIE, screeningRoom: '1', seatNumbers: ['5排1号', ''] }, 'seatNumbers.1', 'SEAT_NUMBER'],
    ['movie', { ...MOVIE, screeningRoom: '1', seatNumbers: '5排1号' }, 'seatNumbers', 'INVALID'],
    ['movie', { ...MOVIE, screeningRoom: '1', seatNumbers: Array(21).fill('1') }, 'seatNumbers', 'INVALID'],
    ['movie', { ...MOVIE, gate: '3' }, 'gate', 'UNKNOWN_FIELD'],
    ['boarding', { ...PASSENGER, passengerName: null }, 'passengerName', 'MISSING'],
    ['boarding', { ...PASSENGER, cabin: '六个汉字太长' }, 'cabin', 'TOO_LONG'],
    ['boarding', { ...PASSENGER, passengerName: '名'.repeat(16) }, 'passengerName', 'TOO_LONG'],
    ['boarding', { ...PASSENGER, ticketNumber: '781-234567890' }, 'ticketNumber', 'INVALID'],
    ['boarding', { ...PASSENGER, ticketNumber: '123456789012345' }, 'ticketNumber', 'INVALID'],
    ['boarding', { ...PASSENGER, gate: '1234567890123' }, 'gate', 'TOO_LONG'],
    ['boarding', { ...PASSENGER, boardingTime: 'now' }, 'boardingTime', 'TIME'],
    ['meeting', { beginTime: time('2038-01-19T00:00:00Z') }, 'beginTime', 'TIME'],
    ['bus', { arrivalTime: 'late' }, 'arrivalTime', 'TIME'],
  ];
  it.each(wrong)('is refused of a %s: %j', (branch, given, field, fault) =>
    expect(refusalOf(() => assertOrderIsRight(ticketOrderOf({ [branch]: given })))).toMatchObject({
      field: `${branch}.${field}`,
      fault,
    }),
  );
});

describe('a ticket that is told something', () => {
  const movie = ticketOrderOf({ movie: {} });
  const meeting = ticketOrderOf({ meeting: {} });
  const stored = { ...MOVIE, showTime: '2027-03-01T12:00:00.000Z', screeningRoom: '1', seatNumbers: ['5排1号'] };

  it('keeps what is not named, and loses what is taken away', () => {
    expect(changedTicket(movie, stored, { ...MOVIE, ticketClass: '2D', seatNumbers: undefined })).toEqual({
      kind: 'MOVIE_TICKET',
      ...MOVIE,
      ticketClass: '2D',
      screeningRoom: '1',
      seatNumbers: ['5排1号'],
    });
    expect(changedTicket(movie, stored, { ...MOVIE, seatNumbers: null, screeningRoom: null })).toMatchObject({
      seatNumbers: [],
      screeningRoom: null,
    });
  });

  it('is judged as a whole', () => {
    expect(refusalOf(() => changedTicket(movie, {}, { ...MOVIE, seatNumbers: ['1'] }))).toMatchObject({
      field: 'movie.screeningRoom',
      fault: 'SCREENING_ROOM',
    });
    expect(changedTicket(movie, stored, { ...MOVIE, seatNumbers: ['2'] })).toMatchObject({ seatNumbers: ['2'] });
    const earlier = { endTime: time('2027-03-01T12:00:00Z') };
    expect(refusalOf(() => changedTicket(meeting, { beginTime: '2027-03-01T13:00:00.000Z' }, earlier))).toMatchObject({
      field: 'meeting.endTime',
      fault: 'TIME',
    });
  });

  const ALLOWED = {
    NORMAL: true,
    GIFT_TIMEOUT: true,
    GIFTING: true,
    CONSUMED: false,
    EXPIRED: false,
    GIFTED: false,
    DELETED: false,
    UNAVAILABLE: false,
  } satisfies Record<ShownCodeStatus, boolean>;
  it.each(Object.entries(ALLOWED))('that is %s may be told something: %s', (status, isAllowed) => {
    const known = Object.keys(ALLOWED).find((name): name is ShownCodeStatus => name === status) ?? 'NORMAL';
    expect(mayChangeTicket(known)).toBe(isAllowed);
  });
});
