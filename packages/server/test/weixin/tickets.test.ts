import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardDraft } from '../../src/domain/cards/index.ts';
import { aCode } from '../kit/factories.ts';
import { aDoor, type Door } from './door.ts';

type Json = Record<string, unknown>;
let door: Door;
let other: Door;
beforeAll(async () => {
  [door, other] = [await aDoor(), await aDoor()];
});
afterAll(async () => {
  expect([...door.faults, ...other.faults]).toEqual([]);
  await door.stop();
  await other.stop();
});

const DEPARTS = 2_119_507_200;
const time = (seconds: number): Date => new Date(seconds * 1000);
const departureTime = time(DEPARTS);
const CARDS = {
  movie: { kind: 'MOVIE_TICKET', benefit: {} },
  boarding: {
    kind: 'BOARDING_PASS',
    benefit: { from: '上海', to: '成都', flight: 'MU5401', departureTime, landingTime: time(DEPARTS + 9_000) },
  },
  meeting: { kind: 'MEETING_TICKET', benefit: { meetingDetail: '年会' } },
  bus: { kind: 'BUS_TICKET', benefit: { tripDetail: '直达', route: '成都—都江堰', departureTime } },
} satisfies Record<string, Partial<CardDraft>>;
const PATHS = {
  movie: '/card/movieticket/updateuser',
  boarding: '/card/boardingpass/checkin',
  meeting: '/card/meetingticket/updateuser',
  bus: '/card/meetingticket/updateuser',
} as const;
type Call = keyof typeof PATHS;

const codeOf = async (call: Call): Promise<{ id: string; value: string; cardId: string }> =>
  (await aCode(door.ctx, CARDS[call])).code;
const tell = async (call: Call, body: Json, by: Door = door): Promise<Json> => (await by.call(PATHS[call], body)).json;
const detailsOf = async (codeId: string) =>
  (await door.ctx.prisma.codeTicket.findUnique({ where: { codeId } }))?.details;

const MOVIE = { ticket_class: '4D', show_time: DEPARTS, duration: 120 };
const PASSENGER = { passenger_name: '张三', class: '经济舱', etkt_bnr: '7812345678901' };
const SEATS = { screening_room: '1 号厅', seat_number: ['5排14号', '5排15号'] };

describe('what tickets are told', () => {
  it.each<[Call, Json, Json]>([
    [
      'movie',
      { ...MOVIE, ...SEATS },
      {
        ticketClass: '4D',
        showTime: departureTime.toISOString(),
        durationMinutes: 120,
        screeningRoom: '1 号厅',
        seatNumbers: ['5排14号', '5排15号'],
      },
    ],
    [
      'boarding',
      { ...PASSENGER, seat: '12A', qrcode_data: 'M1', is_cancel: false, gate: '35', boarding_time: DEPARTS - 1_800 },
      {
        passengerName: '张三',
        cabin: '经济舱',
        ticketNumber: '7812345678901',
        seatNumber: '12A',
        qrcodeData: 'M1',
        gate: '35',
        boardingTime: time(DEPARTS - 1_800).toISOString(),
      },
    ],
    [
      'meeting',
      { begin_time: DEPARTS, end_time: String(DEPARTS + 60), zone: 'C 区', entrance: '东北门', seat_number: '2排15号' },
      {
        beginTime: departureTime.toISOString(),
        endTime: time(DEPARTS + 60).toISOString(),
        zone: 'C 区',
        entrance: '东北门',
        seatNumber: '2排15号',
      },
    ],
    [
      'bus',
      { begin_time: DEPARTS, seat_number: '8', zone: '' },
      {
        departureTime: departureTime.toISOString(),
        arrivalTime: null,
        zone: null,
        entrance: null,
        seatNumber: '8',
      },
    ],
  ])('is kept: %s %j', async (call, given, kept) => {
    const { id, value, cardId } = await codeOf(call);
    expect(await tell(call, { code: value, card_id: cardId, ...given })).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await detailsOf(id)).toEqual(kept);
  });

  it('is taken back where a check-in is cancelled', async () => {
    const { id, value } = await codeOf('boarding');
    await tell('boarding', { code: value, ...PASSENGER });
    expect(await tell('boarding', { code: Number(value), is_cancel: true })).toMatchObject({ errcode: 0 });
    expect(await detailsOf(id)).toBeUndefined();
  });

  it.each<[Call, Json, number, string]>([
    ['movie', { ...MOVIE, ticket_class: '' }, 41014, 'ticket_class'],
    ['movie', { ...MOVIE, show_time: null }, 41015, 'show_time'],
    ['movie', { ...MOVIE, duration: undefined }, 41011, 'duration'],
    ['movie', { ...MOVIE, seat_number: ['5排14号'] }, 41016, 'screening_room'],
    ['movie', { ...MOVIE, ...SEATS, seat_number: ['5排14号', ''] }, 41017, 'seat_number[1]'],
    ['movie', { ...MOVIE, seat_number: '5排14号' }, 40035, 'seat_number'],
    ['movie', { ...MOVIE, show_time: 'tonight' }, 40035, 'show_time'],
    ['movie', { ...MOVIE, show_time: 2_200_000_000 }, 40079, 'show_time'],
    ['movie', { ...MOVIE, gate: '35' }, 47001, 'gate'],
    ['boarding', { ...PASSENGER, passenger_name: '' }, 41011, 'passenger_name'],
    ['boarding', { ...PASSENGER, class: '六个汉字太长' }, 45021, 'class'],
    ['boarding', { ...PASSENGER, etkt_bnr: 'CZ-1' }, 40035, 'etkt_bnr'],
    ['boarding', { ...PASSENGER, is_cancel: 'yes' }, 40035, 'is_cancel'],
    ['meeting', { begin_time: DEPARTS, end_time: DEPARTS }, 40079, 'end_time'],
    ['bus', { begin_time: DEPARTS, end_time: DEPARTS }, 40079, 'end_time'],
    ['bus', { zone: '字'.repeat(19) }, 45021, 'zone'],
  ])('is refused: %s %j by %i', async (call, given, errcode, path) => {
    const { value } = await codeOf(call);
    expect(await tell(call, { code: value, ...given })).toMatchObject({
      errcode,
      errmsg: expect.stringContaining(` ${path} rid: `),
    });
  });

  it('is judged before the code is looked for', async () => {
    expect(await tell('movie', { code: '999999999999', ...MOVIE, ticket_class: '' })).toMatchObject({ errcode: 41014 });
    expect(await tell('movie', { code: '999999999999', ...MOVIE })).toMatchObject({ errcode: 40056 });
    expect(await tell('meeting', { code: '999999999999', zone: '字'.repeat(19) })).toMatchObject({ errcode: 45021 });
  });

  it('needs a code, of this merchant, of this card, of this kind, and still good', async () => {
    expect(await tell('meeting', { zone: 'A' })).toMatchObject({ errcode: 41013 });
    const { id, value, cardId } = await codeOf('meeting');
    const about = { code: value, zone: 'A' };
    expect(await tell('meeting', about, other)).toMatchObject({ errcode: 40056 });
    expect(await tell('meeting', { ...about, card_id: 'card_other' })).toMatchObject({ errcode: 40056 });
    expect(await tell('movie', { code: value, ...MOVIE })).toMatchObject({ errcode: 40071 });
    expect(await tell('meeting', { ...about, card_id: cardId })).toMatchObject({ errcode: 0 });
    await door.ctx.prisma.code.update({ where: { id }, data: { status: 'DELETED' } });
    expect(await tell('meeting', about)).toMatchObject({ errcode: 40127 });
  });
});
