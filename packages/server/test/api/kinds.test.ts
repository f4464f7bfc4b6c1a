import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMAGE_URL } from '../kit/factories.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const FACE = {
  title: '会员与门票',
  brandName: '海底捞',
  logoUrl: IMAGE_URL,
  color: 'Color010',
  notice: '使用时出示',
  description: '以门店公布为准',
  codeType: 'CODE_TYPE_QRCODE',
  validity: { type: 'FIX_TERM', termDays: 30 },
  quantity: 10,
};

const [departs, lands] = ['2037-03-01T08:00:00.000Z', '2037-03-01T11:00:00.000Z'];
const link = { url: 'https://shop.example/bonus', appUserName: null, appPath: null };

/** What each branch takes, and what it shows of it. */
const BENEFITS: Record<string, [given: Json, shown: Json]> = {
  memberCard: [
    {
      prerogative: '每周二会员日',
      showsBonus: true,
      showsBalance: true,
      backgroundUrl: IMAGE_URL,
      memberPercentOff: 10,
      bonusLink: { url: link.url },
      bonusTerms: '每元一分',
      customFields: [null, { nameType: 'LEVEL', url: link.url }],
      customCells: [{ name: '入口', tips: '使用' }],
      bonusRule: { costUnitFen: 100, increaseBonus: 1, costBonusUnit: 5, reduceCostFen: 100 },
      activation: { usesForm: true, continuesAfterForm: true, afterFormUrl: 'https://shop.example/join' },
      paysByCard: true,
    },
    {
      __typename: 'MemberCardBenefit',
      prerogative: '每周二会员日',
      showsBonus: true,
      showsBalance: true,
      backgroundUrl: IMAGE_URL,
      memberPercentOff: 10,
      bonusLink: link,
      balanceLink: null,
      bonusTerms: '每元一分',
      balanceTerms: null,
      customFields: [{ slot: 2, nameType: 'LEVEL', name: null, link }],
      customCells: [{ slot: 1, name: '入口', tips: '使用', link: null }],
      bonusRule: { costUnitFen: 100, increaseBonus: 1, maxIncreaseBonus: null, reduceCostFen: 100 },
      activation: {
        isAutomatic: false,
        usesForm: true,
        continuesAfterForm: true,
        afterFormUrl: 'https://shop.example/join',
        page: null,
      },
      paysByCode: false,
      paysByCard: true,
    },
  ],
  scenicTicket: [
    { ticketClass: '学生票', guideUrl: 'https://park.example/guide' },
    { __typename: 'ScenicTicketBenefit', ticketClass: '学生票', guideUrl: 'https://park.example/guide' },
  ],
  movieTicket: [{ detail: '流浪地球' }, { __typename: 'MovieTicketBenefit', detail: '流浪地球' }],
  boardingPass: [
    { from: '上海', to: '成都', flight: 'MU5401', departureTime: departs, landingTime: lands, gate: '35' },
    {
      __typename: 'BoardingPassBenefit',
      from: '上海',
      to: '成都',
      flight: 'MU5401',
      departureTime: departs,
      landingTime: lands,
      gate: '35',
      boardingTime: null,
      airModel: null,
    },
  ],
  meetingTicket: [
    { meetingDetail: '年会', mapUrl: 'https://map.example' },
    { __typename: 'MeetingTicketBenefit', meetingDetail: '年会', mapUrl: 'https://map.example' },
  ],
  busTicket: [
    { tripDetail: '直达', route: '成都—都江堰', departureTime: departs },
    { __typename: 'BusTicketBenefit', tripDetail: '直达', mapUrl: null, route: '成都—都江堰', departureTime: departs },
  ],
};

const CREATE = `mutation ($input: CardCreateInput!) {
  cardCreate(input: $input) {
    card { id kind canGiveFriend validity { type from until termDays termStartDays } benefit { __typename
      ... on MemberCardBenefit {
        prerogative showsBonus showsBalance backgroundUrl memberPercentOff bonusTerms balanceTerms paysByCode paysByCard
        bonusLink { url appUserName appPath } balanceLink { url }
        customFields { slot nameType name link { url appUserName appPath } } customCells { slot name tips link { url } }
        bonusRule { costUnitFen increaseBonus maxIncreaseBonus reduceCostFen }
        activation { isAutomatic usesForm continuesAfterForm afterFormUrl page { url } }
      }
      ... on ScenicTicketBenefit { ticketClass guideUrl } ... on MovieTicketBenefit { detail }
      ... on BoardingPassBenefit { from to flight departureTime landingTime gate boardingTime airModel }
      ... on MeetingTicketBenefit { meetingDetail mapUrl } ... on BusTicketBenefit { tripDetail mapUrl route departureTime }
    } }
    userErrors { code field weixinCode ... on InvalidInputError { fault } }
  }
}`;

const create = async (branch: string, changes: object = {}): Promise<Json> => {
  const input = { [branch]: { ...FACE, ...BENEFITS[branch]?.[0], ...changes } };
  const { json } = await api.gql(CREATE, { input }, merchant.secretKey);
  expect(json.errors).toBeUndefined();
  return json.data.cardCreate;
};

const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { code { id value validFrom validUntil } } userErrors { code } } }`;
let claims = 0;
const claim = async (cardId: string): Promise<Json> => {
  const input = { cardId, openid: 'ann', idempotencyKey: `kinds-claim-${(claims += 1)}` };
  return (await api.gql(CLAIM, { input }, merchant.secretKey)).json.data.cardClaim.claim.code;
};

describe('cardCreate', () => {
  it.each(Object.entries(BENEFITS))('makes a card by the branch %s', async (branch, [, shown]) => {
    const { card, userErrors } = await create(branch);
    expect(userErrors).toEqual([]);
    expect(card.benefit).toEqual(shown);
  });

  it.each<[branch: string, changes: object, field: string, fault: string, weixinCode: number]>([
    ['memberCard', { prerogative: null }, 'prerogative', 'MISSING', 41011],
    ['memberCard', { customFields: Array(4).fill({ name: '级' }) }, 'customFields', 'CUSTOM_FIELDS', 40124],
    ['memberCard', { customCells: [{ name: '六个汉字太长' }] }, 'customCells.0.name', 'TOO_LONG', 45021],
    ['memberCard', { backgroundUrl: 'https://evil.example/a.png' }, 'backgroundUrl', 'IMAGE_URL', 40141],
    ['memberCard', { bonusRule: { increaseBonus: 1 } }, 'bonusRule.costUnitFen', 'MISSING', 41011],
    ['boardingPass', { flight: '' }, 'flight', 'MISSING', 41011],
    ['boardingPass', { from: '一'.repeat(19) }, 'from', 'TOO_LONG', 45021],
    ['boardingPass', { landingTime: departs }, 'landingTime', 'TIME', 40079],
    ['meetingTicket', { mapUrl: 'javascript:alert(1)' }, 'mapUrl', 'INVALID', 40035],
    ['busTicket', { route: null }, 'route', 'MISSING', 41011],
    ['busTicket', { validity: { type: 'PERMANENT' } }, 'validity.type', 'TIME', 40079],
  ])('refuses a %s with %j', async (branch, changes, ...[field, fault, weixinCode]) => {
    const { card, userErrors } = await create(branch, changes);
    expect(card).toBeNull();
    expect(userErrors).toEqual([{ code: 'INVALID_INPUT', field: field.split('.'), fault, weixinCode }]);
  });
});

describe('a membership card', () => {
  it('is never a gift, and its codes may be good for ever', async () => {
    const { card } = await create('memberCard', { validity: { type: 'PERMANENT' }, canGiveFriend: true });
    expect(card).toMatchObject({
      canGiveFriend: false,
      validity: { type: 'PERMANENT', from: null, until: null, termDays: null, termStartDays: null },
    });
    const code = await claim(card.id);
    expect(code.validUntil).toBeNull();
    const asked = `query ($value: String!, $where: CodeWhere!) {
      code(value: $value) { status validUntil redeemability { canRedeem } } codes(where: $where, first: 5) { nodes { id } } }`;
    const where = { cardId: { eq: card.id }, status: { eq: 'NORMAL' } };
    const { json } = await api.gql(asked, { value: code.value, where }, merchant.secretKey);
    expect(json.data).toEqual({
      code: { status: 'NORMAL', validUntil: null, redeemability: { canRedeem: true } },
      codes: { nodes: [{ id: code.id }] },
    });
  });
});

const UPDATE = `mutation ($input: CodeTicketUpdateInput!) {
  codeTicketUpdate(input: $input) {
    replayed
    code { id ticket { __typename
      ... on MovieTicketDetails { ticketClass showTime durationMinutes screeningRoom seatNumbers }
      ... on BoardingPassDetails { passengerName cabin seatNumber ticketNumber qrcodeData gate boardingTime }
      ... on MeetingTicketDetails { beginTime endTime zone entrance seatNumber }
      ... on BusTicketDetails { departureTime arrivalTime zone entrance seatNumber }
    } }
    userErrors { code field weixinCode ... on InvalidInputError { fault } ... on CodeStatusError { status } }
  }
}`;
const update = async (input: object, caller = merchant.secretKey): Promise<Json> => {
  const { json } = await api.gql(UPDATE, { input }, caller);
  expect(json.errors).toBeUndefined();
  return json.data.codeTicketUpdate;
};

const MOVIE = { ticketClass: '3D', showTime: departs, durationMinutes: 120 };
const PASSENGER = { passengerName: '张三', cabin: '经济舱', ticketNumber: '7812345678901' };

const TICKETS: [card: string, branch: string, given: Json, shown: Json][] = [
  [
    'movieTicket',
    'movie',
    { ...MOVIE, screeningRoom: '1 号厅', seatNumbers: ['5排1号', '5排2号'] },
    { __typename: 'MovieTicketDetails', ...MOVIE, screeningRoom: '1 号厅', seatNumbers: ['5排1号', '5排2号'] },
  ],
  [
    'boardingPass',
    'boarding',
    { ...PASSENGER, seatNumber: '12A', boardingTime: departs },
    {
      __typename: 'BoardingPassDetails',
      ...PASSENGER,
      seatNumber: '12A',
      boardingTime: departs,
      qrcodeData: null,
      gate: null,
    },
  ],
  [
    'meetingTicket',
    'meeting',
    { beginTime: departs, endTime: lands, zone: 'A 区' },
    {
      __typename: 'MeetingTicketDetails',
      beginTime: departs,
      endTime: lands,
      zone: 'A 区',
      entrance: null,
      seatNumber: null,
    },
  ],
  [
    'busTicket',
    'bus',
    { seatNumber: '8' },
    {
      __typename: 'BusTicketDetails',
      departureTime: null,
      arrivalTime: null,
      zone: null,
      entrance: null,
      seatNumber: '8',
    },
  ],
];

describe('codeTicketUpdate', () => {
  it.each(TICKETS)('tells a code of a %s what its ticket says', async (card, branch, given, shown) => {
    const code = await claim((await create(card)).card.id);
    const answer = await update({ value: code.value, [branch]: given });
    expect(answer).toEqual({ replayed: false, code: { id: code.id, ticket: shown }, userErrors: [] });
  });

  it('shows the ticket to whoever holds the code, and takes a check-in back', async () => {
    const code = await claim((await create('boardingPass')).card.id);
    await update({ value: code.value, boarding: PASSENGER });
    const asked = `query ($value: String!) { code(value: $value) { ticket { ... on BoardingPassDetails { cabin } } } }`;
    const read = async () => (await api.gql(asked, { value: code.value }, merchant.secretKey)).json.data.code.ticket;
    expect(await read()).toEqual({ cabin: '经济舱' });
    const { code: after } = await update({ value: code.value, boarding: { isCancelled: true } });
    expect(after.ticket).toBeNull();
    expect(await read()).toBeNull();
  });

  it('repeats the answer of an idempotency key', async () => {
    const code = await claim((await create('busTicket')).card.id);
    const input = { value: code.value, bus: { zone: 'A' }, idempotencyKey: 'ticket-repeat' };
    const first = await update(input);
    expect(await update(input)).toEqual({ ...first, replayed: true });
    const [refusal] = (await update({ ...input, bus: { zone: 'B' } })).userErrors;
    expect(refusal).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it.each([
    [{ movie: { ...MOVIE, ticketClass: null } }, 'movie.ticketClass', 'TICKET_CLASS', 41014],
    [{ movie: { ...MOVIE, showTime: null } }, 'movie.showTime', 'SHOW_TIME', 41015],
    [{ movie: { ...MOVIE, seatNumbers: ['1'] } }, 'movie.screeningRoom', 'SCREENING_ROOM', 41016],
    [{ movie: { ...MOVIE, screeningRoom: '1', seatNumbers: [''] } }, 'movie.seatNumbers.0', 'SEAT_NUMBER', 41017],
    [{ movie: { ...MOVIE, durationMinutes: 0 } }, 'movie.durationMinutes', 'INVALID', 40035],
    [{ bus: { zone: 'A' } }, 'bus', 'CARD_KIND', 40071],
    [{ movie: MOVIE, bus: { zone: 'A' } }, 'bus', 'INVALID', 40035],
    [{}, '', 'MISSING', 41011],
  ])('refuses %j', async (branches, field, fault, weixinCode) => {
    const code = await claim((await create('movieTicket')).card.id);
    const { code: none, userErrors } = await update({ value: code.value, ...branches });
    expect(none).toBeNull();
    const path = field === '' ? [] : field.split('.');
    expect(userErrors).toEqual([{ code: 'INVALID_INPUT', field: path, fault, weixinCode }]);
  });

  it('finds neither codes of others nor codes that are none', async () => {
    const code = await claim((await create('meetingTicket')).card.id);
    const input = { value: code.value, meeting: { zone: 'A' } };
    for (const refused of [update(input, other.secretKey), update({ ...input, value: '999999999999' })])
      expect((await refused).userErrors).toMatchObject([{ code: 'NOT_FOUND', weixinCode: 40056 }]);
  });

  it('refuses a code that is void, and says what it is', async () => {
    const code = await claim((await create('meetingTicket')).card.id);
    await api.root.prisma.code.update({ where: { id: code.id }, data: { status: 'UNAVAILABLE' } });
    expect((await update({ value: code.value, meeting: { zone: 'A' } })).userErrors).toEqual([
      { code: 'CODE_STATUS_FORBIDS', field: ['value'], weixinCode: 40127, status: 'UNAVAILABLE' },
    ]);
  });
});
