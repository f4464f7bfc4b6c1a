import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { rotatingStepsOf } from '../../src/domain/codes/index.ts';
import { as, at } from '../kit/context.ts';
import { aCode, aCustomCard, aPoolCard } from '../kit/factories.ts';
import { aDoor, type Door } from './door.ts';

const DAY_MS = 86_400_000;
let skippedMs = 0;
let door: Door;
beforeAll(async () => {
  door = await aDoor({ now: () => new Date(Date.now() + skippedMs) });
});
afterAll(async () => {
  expect(door.faults).toEqual([]);
  await door.stop();
});

const get = async (body: object) => (await door.call('/card/code/get', body)).json;
const consume = async (body: object) => (await door.call('/card/code/consume', body)).json;
const setStatus = (id: string, status: 'DELETED' | 'UNAVAILABLE' | 'GIFTING' | 'GIFTED' | 'GIFT_TIMEOUT') =>
  door.ctx.prisma.code.update({ where: { id }, data: { status } });

describe('/card/code/get', () => {
  it('answers the window, the holder and whether it can be consumed', async () => {
    const { card, code } = await aCode(door.ctx, { openid: 'ann' });
    const state = { user_card_status: 'NORMAL', can_consume: true };
    expect(await get({ code: code.value })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      openid: 'ann',
      ...state,
      outer_str: '',
      card: {
        card_id: card.id,
        code: code.value,
        begin_time: Math.floor(code.validFrom.getTime() / 1000),
        end_time: Math.floor((code.validUntil?.getTime() ?? 0) / 1000),
        ...state,
      },
    });
  });

  it('reads a code that is a number, and an empty card_id as none', async () => {
    const { code } = await aCode(door.ctx);
    expect(await get({ code: Number(code.value), card_id: '' })).toMatchObject({ errcode: 0, can_consume: true });
  });

  it.each([
    ['DELETED', 'DELETE'],
    ['UNAVAILABLE', 'UNAVAILABLE'],
    ['GIFTING', 'GIFTING'],
  ] as const)('refuses a code that is %s, and shows %s when it is not to check', async (status, shown) => {
    const { code } = await aCode(door.ctx);
    await setStatus(code.id, status);
    expect(await get({ code: code.value })).toMatchObject({
      errcode: 40127,
      errmsg: expect.stringMatching(/^invalid user-card status!/),
    });
    expect(await get({ code: code.value, check_consume: false })).toMatchObject({
      errcode: 0,
      user_card_status: shown,
      can_consume: false,
    });
  });

  it('ignores names that it does not know, in reading and in consuming', async () => {
    const { card, code } = await aCode(door.ctx);
    const more = { trace_id: 'x', outer: { id: 1 } };
    expect((await door.call('/card/get', { card_id: card.id, ...more })).json).toMatchObject({ errcode: 0 });
    expect(await get({ code: code.value, ...more })).toMatchObject({ errcode: 0 });
    expect(await consume({ code: code.value, ...more })).toMatchObject({ errcode: 0 });
  });

  it('shows a consumed code and an expired one', async () => {
    const [used, late] = [
      await aCode(door.ctx),
      await aCode(door.ctx, { validity: { type: 'FIX_TERM', termDays: 1, termStartDays: 0 } }),
    ];
    await consume({ code: used.code.value });
    expect(await get({ code: used.code.value, check_consume: false })).toMatchObject({
      errcode: 0,
      user_card_status: 'CONSUMED',
      can_consume: false,
    });
    expect(await get({ code: used.code.value })).toMatchObject({ errcode: 40127 });
    skippedMs = 2 * DAY_MS;
    const token = (await door.call('/cgi-bin/token', '', { token: null, query: credentials() })).json['access_token'];
    const expired = await door.call(
      '/card/code/get',
      { code: late.code.value, check_consume: false },
      { token: String(token) },
    );
    skippedMs = 0;
    expect(expired.json).toMatchObject({ errcode: 0, user_card_status: 'EXPIRE', can_consume: false });
  });

  it('takes a gift that came back as good, and one that was given away as unknown', async () => {
    const [back, away] = [await aCode(door.ctx), await aCode(door.ctx)];
    await setStatus(back.code.id, 'GIFT_TIMEOUT');
    await setStatus(away.code.id, 'GIFTED');
    expect(await get({ code: back.code.value })).toMatchObject({
      errcode: 0,
      user_card_status: 'GIFT_TIMEOUT',
      can_consume: true,
    });
    expect(await get({ code: away.code.value, check_consume: false })).toMatchObject({ errcode: 40056 });
  });

  it('shows a code whose validity has not begun as NORMAL and not consumable', async () => {
    const { code } = await aCode(door.ctx, { validity: { type: 'FIX_TERM', termDays: 3, termStartDays: 2 } });
    expect(await get({ code: code.value })).toMatchObject({
      errcode: 0,
      user_card_status: 'NORMAL',
      can_consume: false,
    });
    expect(await consume({ code: code.value })).toMatchObject({ errcode: 40079 });
  });

  it.each([
    [{}, 41013],
    [{ code: '' }, 41013],
    [{ code: null }, 41013],
    [{ code: true }, 40035],
    [{ code: ['123'] }, 40035],
    [{ code: 1.5 }, 40035],
    [{ code: '000000000000' }, 40056],
    [{ code: 'x'.repeat(500) }, 40056],
    [{ code: '123', card_id: 5 }, 40035],
    [{ code: '123', check_consume: 'true' }, 40035],
  ])('answers %j with %d', async (body, errcode) => {
    expect(await get(body)).toMatchObject({ errcode });
  });

  it('does not know a deposited code that is free, nor the old number of a code, whether it checks or not', async () => {
    const pool = await aPoolCard(door.ctx, { values: ['FREE-1'] });
    const own = await aCustomCard(door.ctx);
    await claimCard(door.ctx, { cardId: own.id, openid: 'ann', code: 'OLD-1' });
    const update = { code: 'OLD-1', card_id: own.id, new_code: 'NEW-1' };
    expect((await door.call('/card/code/update', update)).json).toMatchObject({ errcode: 0 });
    for (const check_consume of [true, false])
      for (const body of [
        { code: 'FREE-1', card_id: pool.id },
        { code: 'OLD-1', card_id: own.id },
      ])
        expect(await get({ ...body, check_consume })).toMatchObject({ errcode: 40056 });
    expect(await get({ code: 'NEW-1', card_id: own.id })).toMatchObject({ errcode: 0, can_consume: true });
  });

  it('does not know a code under another card, nor that of another merchant', async () => {
    const [mine, otherCard] = [await aCode(door.ctx), await aCode(door.ctx)];
    expect(await get({ code: mine.code.value, card_id: otherCard.card.id })).toMatchObject({ errcode: 40056 });
    const stranger = await aDoor();
    expect((await stranger.call('/card/code/get', { code: mine.code.value })).json).toMatchObject({ errcode: 40056 });
    expect((await stranger.call('/card/code/consume', { code: mine.code.value })).json).toMatchObject({
      errcode: 40056,
    });
    await stranger.stop();
  });
});

const credentials = () => ({ grant_type: 'client_credential', appid: door.appId, secret: door.appSecret });

describe('a rotating code', () => {
  const shownAgo = async (ms: number) => {
    const { card, code } = await aCode(door.ctx, { openid: 'ann' });
    const user = { kind: 'user', id: 'ann', openid: 'ann', merchantId: card.merchantId, keyId: 'key_test' } as const;
    const holder = at(as(door.ctx, user), new Date(Date.now() - ms));
    const [step] = rotatingStepsOf(holder, { ...code, card }, 1)?.steps ?? [];
    return { code, text: step?.text ?? '' };
  };

  it('is read and consumed in place of the number', async () => {
    const { code, text } = await shownAgo(0);
    const shown = { errcode: 0, can_consume: true, card: { code: code.value } };
    expect(await get({ code: text })).toMatchObject(shown);
    expect(await consume({ code: text })).toMatchObject({ errcode: 0, openid: 'ann' });
    expect(await consume({ code: text })).toMatchObject({ errcode: 40099 });
  });

  it('that is old is refused with 40079, and one that was cut off with 40056', async () => {
    const { code, text } = await shownAgo(600_000);
    expect(await get({ code: text })).toMatchObject({ errcode: 40079 });
    const state = { errcode: 0, user_card_status: 'NORMAL', can_consume: false };
    expect(await get({ code: text, check_consume: false })).toMatchObject(state);
    expect(await consume({ code: text })).toMatchObject({ errcode: 40079 });
    expect(await consume({ code: text.slice(0, -1) })).toMatchObject({ errcode: 40056 });
    expect(await get({ code: code.value })).toMatchObject({ errcode: 0, can_consume: true });
  });
});

describe('/card/code/consume', () => {
  it('redeems once, keeps the channel, and says so the second time', async () => {
    const { card, code } = await aCode(door.ctx, { openid: 'bob' });
    const body = { code: code.value, card_id: card.id, outer_str: 'till-7' };
    expect(await consume(body)).toEqual({ errcode: 0, errmsg: 'ok', card: { card_id: card.id }, openid: 'bob' });
    expect(await consume(body)).toEqual({ errcode: 40099, errmsg: 'invalid code, this code has consumed. rid: req-1' });
    const redemptions = await door.ctx.prisma.redemption.findMany({ where: { codeId: code.id } });
    expect(redemptions).toMatchObject([{ way: 'API', outerStr: 'till-7' }]);
  });

  it('redeems once of many calls at the same moment', async () => {
    const { code } = await aCode(door.ctx);
    const answers = await Promise.all(Array.from({ length: 10 }, () => consume({ code: code.value })));
    expect(answers.map(({ errcode }) => Number(errcode)).toSorted((a, b) => a - b)).toEqual([
      0,
      ...Array.from({ length: 9 }, () => 40099),
    ]);
  });

  it.each(['DELETED', 'UNAVAILABLE', 'GIFTING'] as const)('refuses a code that is %s with 40127', async (status) => {
    const { code } = await aCode(door.ctx);
    await setStatus(code.id, status);
    expect(await consume({ code: code.value })).toMatchObject({ errcode: 40127 });
  });

  it('refuses more uses than the card allows', async () => {
    const { card, code } = await aCode(door.ctx, { openid: 'eve', useLimit: 1 });
    const holder = { merchantId: card.merchantId, cardId: card.id, openid: 'eve' };
    await door.ctx.prisma.cardUser.update({
      where: { cardId_openid: { cardId: card.id, openid: 'eve' } },
      data: { ...holder, redeemCount: 1 },
    });
    expect(await consume({ code: code.value })).toMatchObject({ errcode: 40147 });
    expect(await get({ code: code.value })).toMatchObject({
      errcode: 0,
      user_card_status: 'NORMAL',
      can_consume: false,
    });
  });

  it.each([
    [{}, 41013],
    [{ code: '000000000000' }, 40056],
    [{ code: '1', outer_str: 'x'.repeat(129) }, 45021],
    [{ code: '1', outer_str: {} }, 40035],
  ])('answers %j with %d', async (body, errcode) => {
    expect(await consume(body)).toMatchObject({ errcode });
  });
});
