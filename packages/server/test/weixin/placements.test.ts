import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placementCountsOf } from '../../src/domain/placements/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { aCard, IMAGE_URL } from '../kit/factories.ts';
import { aDoor, type Door } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await aDoor();
});
afterAll(async () => {
  expect(door.faults).toEqual([]);
  await door.stop();
});

const qrCode = (card: object, more: object = {}) => ({ action_name: 'QR_CARD', ...more, action_info: { card } });
const several = (cards: unknown) => ({
  action_name: 'QR_MULTIPLE_CARD',
  action_info: { multiple_card: { card_list: cards } },
});

describe.each(['/card/qrcode/create', '/cgi-bin/qrcode/create'])('%s', (path) => {
  it('answers ticket, address and image of a code for one card', async () => {
    const card = await aCard(door.ctx);
    const body = qrCode({ card_id: card.id, outer_str: 'poster', is_unique_code: true }, { expire_seconds: 1800 });
    const { json } = await door.call(path, body);
    const token = String(json['ticket']);
    expect(json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      ticket: token,
      expire_seconds: 1800,
      url: `${door.ctx.publicUrl}/p/${token}`,
      show_qrcode_url: `${door.ctx.publicUrl}/cgi-bin/showqrcode?ticket=${token}`,
    });
    const claim = await claimCard(door.ctx, { cardId: card.id, openid: 'ann', placementToken: token });
    expect(claim).toMatchObject({ outerStr: 'poster' });
    await expect(claimCard(door.ctx, { cardId: card.id, openid: 'bob', placementToken: token })).rejects.toMatchObject({
      code: 'PLACEMENT_USED',
      weixinCode: 40078,
    });
  });

  it('makes one code for several cards, each with its channel', async () => {
    const [one, other] = [await aCard(door.ctx), await aCard(door.ctx)];
    const list = [
      { card_id: one.id, outer_str: 'a' },
      { card_id: other.id, outer_id: 12 },
    ];
    const { json } = await door.call(path, several(list));
    expect(json).toMatchObject({ errcode: 0, expire_seconds: 31_536_000 });
    const placementToken = String(json['ticket']);
    expect(await claimCard(door.ctx, { cardId: other.id, openid: 'ann', placementToken })).toMatchObject({
      outerStr: '12',
    });
  });

  it('takes the life of a code from where very old clients wrote it', async () => {
    const card = await aCard(door.ctx);
    const { json } = await door.call(path, qrCode({ card_id: card.id, expire_seconds: '600', outer_id: 0 }));
    expect(json).toMatchObject({ errcode: 0, expire_seconds: 600 });
  });
});

describe('/card/qrcode/create refuses', () => {
  const one = { card_id: 'card_x' };
  it.each([
    ['no action', {}, 40052, 'invalid action name'],
    ['an action of another door', { action_name: 'QR_SCENE', action_info: {} }, 40052, 'invalid action name'],
    ['no info', { action_name: 'QR_CARD' }, 40053, 'action_info'],
    ['the info of the other action', { ...several([one]), action_name: 'QR_CARD' }, 40053, 'action_info.card'],
    ['an empty list', several([]), 40053, 'card_list'],
    ['a list that is none', several('x'), 40053, 'card_list'],
    ['no card', qrCode({}), 41012, 'missing card id'],
    ['a card that is not there', qrCode(one), 40073, 'invalid card id'],
    ['a life that is too short', qrCode(one, { expire_seconds: 59 }), 40053, 'expire_seconds'],
    ['a life that is too long', qrCode(one, { expire_seconds: 1801 }), 40053, 'expire_seconds'],
    ['six cards', several(Array.from({ length: 6 }, () => one)), 45029, 'card_list'],
    ['a channel that is no number', qrCode({ ...one, outer_id: 'x' }), 40035, 'outer_id'],
    ['a channel that is too long', qrCode({ ...one, outer_str: 'x'.repeat(129) }), 45021, 'outer_str'],
    ['a code that the card does not take', null, 40053, 'action_info.card.code'],
  ])('%s', async (_what, body, errcode, text) => {
    const sent = body ?? qrCode({ card_id: (await aCard(door.ctx)).id, code: 'A1' });
    const { json } = await door.call('/card/qrcode/create', sent);
    expect(json).toMatchObject({ errcode });
    expect(json['errmsg']).toContain(text);
  });

  it("another merchant's card", async () => {
    const other = await aDoor();
    const foreign = await aCard(other.ctx);
    await other.stop();
    expect((await door.call('/card/qrcode/create', qrCode({ card_id: foreign.id }))).json).toMatchObject({
      errcode: 40073,
    });
  });
});

describe('/card/landingpage/create', () => {
  const shelf = (cards: unknown, more: object = {}) => ({
    banner: IMAGE_URL,
    page_title: '惠城优惠大派送',
    can_share: true,
    scene: 'SCENE_NEAR_BY',
    card_list: cards,
    ...more,
  });

  it('answers the address of a shelf and its number, and claims on it count', async () => {
    const cards = [await aCard(door.ctx), await aCard(door.ctx)];
    const list = cards.map(({ id }) => ({ card_id: id, thumb_url: IMAGE_URL }));
    const { json } = await door.call('/card/landingpage/create', shelf(list));
    expect(json).toMatchObject({ errcode: 0, errmsg: 'ok', page_id: expect.any(Number) });
    const placementToken = String(json['url']).split('/p/')[1] ?? '';
    for (const { id } of cards) await claimCard(door.ctx, { cardId: id, openid: 'ann', placementToken });
    const placement = await door.ctx.prisma.placement.findUniqueOrThrow({ where: { token: placementToken } });
    expect(placement).toMatchObject({ kind: 'SHELF', pageId: json['page_id'], settings: { scene: 'SCENE_NEAR_BY' } });
    expect((await placementCountsOf(door.ctx, [placement.id])).get(placement.id)).toMatchObject({ claims: 2 });
  });

  it.each([
    ['no banner', { banner: undefined }, 41011],
    ['a banner from elsewhere', { banner: 'https://evil.example/x.png' }, 40141],
    ['no title', { page_title: '' }, 41011],
    ['a title that is too long', { page_title: '长'.repeat(33) }, 45021],
    ['an unknown scene', { scene: 'SCENE_MOON' }, 40035],
    ['a switch that is none', { can_share: 'yes' }, 40035],
    ['no list', { card_list: null }, 41011],
    ['an empty list', { card_list: [] }, 40053],
    ['21 cards', { card_list: Array.from({ length: 21 }, () => ({ card_id: 'x' })) }, 45029],
    ['an entry without card', { card_list: [{ thumb_url: IMAGE_URL }] }, 41012],
  ])('refuses %s', async (_what, change, errcode) => {
    const card = await aCard(door.ctx);
    expect((await door.call('/card/landingpage/create', shelf([{ card_id: card.id }], change))).json).toMatchObject({
      errcode,
    });
  });
});

describe('/card/mpnews/gethtml', () => {
  it('answers HTML that leads to the card, the same one again', async () => {
    const card = await aCard(door.ctx, { title: '满100<减>10' });
    const ask = async () => (await door.call('/card/mpnews/gethtml', { card_id: card.id })).json;
    const first = await ask();
    expect(first).toMatchObject({ errcode: 0, errmsg: 'ok' });
    expect(first['content']).toContain('满100&lt;减&gt;10');
    expect(first['content']).toMatch(new RegExp(`href="${door.ctx.publicUrl}/p/[0-9A-Za-z]+"`));
    expect(await ask()).toEqual(first);
  });

  it('refuses no card and one that is not there', async () => {
    expect((await door.call('/card/mpnews/gethtml', {})).json).toMatchObject({ errcode: 41012 });
    expect((await door.call('/card/mpnews/gethtml', { card_id: 'x' })).json).toMatchObject({ errcode: 40073 });
  });
});
