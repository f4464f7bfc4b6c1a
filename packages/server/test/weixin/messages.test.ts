import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { ownInbox } from '../../src/domain/messages/index.ts';
import { merchantIdOf } from '../../src/domain/kit/access.ts';
import type { Message } from '../../src/generated/prisma/client.ts';
import { asUser } from '../kit/context.ts';
import { aCard, aCustomCard } from '../kit/factories.ts';
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

const SEND = '/cgi-bin/message/mass/send';
const SEND_ALL = '/cgi-bin/message/mass/sendall';
const PREVIEW = '/cgi-bin/message/mass/preview';
const CUSTOM = '/cgi-bin/message/custom/send';

const tell = async (path: string, body: Json, by: Door = door): Promise<Json> => (await by.call(path, body)).json;
const wxcard = (cardId: string, more: Json = {}): Json => ({
  msgtype: 'wxcard',
  wxcard: { card_id: cardId, ...more },
});
const inboxOf = (openid: string, { ctx }: Door = door): Promise<Message[]> => {
  const user = asUser({ ...ctx, merchantId: merchantIdOf(ctx) }, openid);
  return ctx.prisma.message.findMany({ where: ownInbox(user), orderBy: { id: 'asc' } });
};

describe('a broadcast by list', () => {
  it('leaves each user a message, and answers with its number', async () => {
    const card = await aCard(door.ctx);
    const answer = await tell(SEND, { touser: ['list-ann', 'list-bob'], ...wxcard(card.id) });
    expect(answer).toEqual({
      errcode: 0,
      errmsg: 'ok',
      msg_id: expect.any(Number),
      msg_data_id: expect.any(Number),
    });
    const [message] = await inboxOf('list-ann');
    expect(message).toMatchObject({ kind: 'CARD', cardId: card.id });
    const sent = await door.ctx.prisma.broadcast.findUnique({ where: { id: message?.broadcastId ?? '' } });
    expect(sent).toMatchObject({ messageNumber: answer['msg_id'], sentCount: 2, audience: 'OPENIDS' });
  });

  it('skips users whose quota is used up without an error', async () => {
    const card = await aCard(door.ctx);
    for (let count = 0; count < 6; count += 1)
      expect(await tell(SEND, { touser: ['full-ann', 'full-bob'], ...wxcard(card.id) })).toMatchObject({ errcode: 0 });
    expect(await inboxOf('full-ann')).toHaveLength(4);
  });

  it.each<[string, Json, number, string]>([
    ['no user', { touser: undefined }, 41011, 'touser'],
    ['one user', { touser: ['ann'] }, 40130, 'touser'],
    ['an empty list', { touser: [] }, 40130, 'touser'],
    ['a text', { touser: 'ann' }, 40035, 'touser'],
    ['what is no openid', { touser: ['ann', 'b b'] }, 40003, 'touser[1]'],
    ['a text message', { msgtype: 'text', text: { content: 'hi' } }, 40008, 'msgtype'],
    ['no type', { msgtype: '' }, 41011, 'msgtype'],
    ['no card object', { wxcard: null }, 41011, 'wxcard'],
    ['a card by its id alone', { wxcard: 'card_1' }, 40035, 'wxcard'],
  ])('refuses %s', async (_what, change, errcode, path) => {
    const { id } = await aCard(door.ctx);
    expect(await tell(SEND, { touser: ['ann', 'bob'], ...wxcard(id), ...change })).toMatchObject({
      errcode,
      errmsg: expect.stringContaining(` ${path} rid: `),
    });
  });

  it('refuses cards that are not sent: none, unknown, another merchant’s, with custom codes (K1), sold out', async () => {
    const to = { touser: ['ann', 'bob'] };
    const [card, custom, empty] = [
      await aCard(door.ctx),
      await aCustomCard(door.ctx),
      await aCard(door.ctx, { quantity: 0 }),
    ];
    expect(await tell(SEND, { ...to, msgtype: 'wxcard', wxcard: {} })).toMatchObject({ errcode: 41012 });
    expect(await tell(SEND, { ...to, ...wxcard('card_none') })).toMatchObject({ errcode: 40073 });
    expect(await tell(SEND, { ...to, ...wxcard(card.id) }, other)).toMatchObject({ errcode: 40073 });
    expect(await tell(SEND, { ...to, ...wxcard(custom.id) })).toMatchObject({ errcode: 45030 });
    expect(await tell(SEND, { ...to, ...wxcard(empty.id) })).toMatchObject({ errcode: 45031 });
    await tell('/card/delete', { card_id: card.id });
    expect(await tell(SEND, { ...to, ...wxcard(card.id) })).toMatchObject({ errcode: 40078 });
  });
});

describe('a broadcast to all', () => {
  it('goes to whom the merchant knows', async () => {
    const card = await aCard(other.ctx);
    for (const openid of ['all-ann', 'all-bob']) await claimCard(other.ctx, { cardId: card.id, openid });
    const answer = await tell(SEND_ALL, { filter: { is_to_all: true }, ...wxcard(card.id) }, other);
    expect(answer).toMatchObject({ errcode: 0, msg_id: expect.any(Number) });
    expect(await inboxOf('all-bob', other)).toMatchObject([{ cardId: card.id }]);
    expect(await inboxOf('all-bob')).toEqual([]);
  });

  it.each<[string, unknown, number, string]>([
    ['no filter', undefined, 41011, 'filter'],
    ['an empty filter', {}, 41011, 'filter.is_to_all'],
    ['a tag, which comes later', { is_to_all: false, tag_id: 2 }, 48001, 'filter.tag_id'],
    ['neither all nor a tag', { is_to_all: false }, 40035, 'filter.is_to_all'],
  ])('refuses %s', async (_what, filter, errcode, path) => {
    const { id } = await aCard(door.ctx);
    expect(await tell(SEND_ALL, { filter, ...wxcard(id) })).toMatchObject({
      errcode,
      errmsg: expect.stringContaining(` ${path} rid: `),
    });
  });
});

describe.each([
  ['a preview', PREVIEW],
  ['a message of customer service', CUSTOM],
])('%s', (_what, path) => {
  const cardExt = (changes: Json = {}): Json => ({
    openid: 'one',
    timestamp: '1404896688',
    nonce_str: '123',
    signature: 'f137ab68b7f8112d20ee528ab6074564e2796250',
    outer_str: 'service',
    ...changes,
  });

  it('leaves one user a card against no quota, with the channel of its card_ext as text or object', async () => {
    const card = await aCard(door.ctx);
    for (const card_ext of [undefined, '', JSON.stringify(cardExt()), cardExt(), JSON.stringify(cardExt()), cardExt()])
      expect(await tell(path, { touser: 'one', ...wxcard(card.id, { card_ext }) })).toEqual({
        errcode: 0,
        errmsg: 'ok',
      });
    const left = (await inboxOf('one')).filter(({ cardId }) => cardId === card.id);
    expect(left).toHaveLength(6);
    const placements = await door.ctx.prisma.placement.findMany({
      where: { id: { in: left.map(({ placementId }) => placementId ?? '') } },
      orderBy: { id: 'asc' },
    });
    expect(placements.map(({ channel }) => channel)).toEqual([null, null, 'service', 'service', 'service', 'service']);
  });

  it.each<[string, unknown, string]>([
    ['is no JSON', '{', 'wxcard.card_ext'],
    ['is a list', '[]', 'wxcard.card_ext'],
    ['is a number', 7, 'wxcard.card_ext'],
    ['is for somebody else', cardExt({ openid: 'two' }), 'wxcard.card_ext.openid'],
    ['names a code', cardExt({ code: 'A1' }), 'wxcard.card_ext.code'],
    ['names a channel by number', cardExt({ outer_str: 7 }), 'wxcard.card_ext.outer_str'],
  ])('refuses a card_ext that %s', async (_fault, card_ext, at) => {
    const { id } = await aCard(door.ctx);
    expect(await tell(path, { touser: 'one', ...wxcard(id, { card_ext }) })).toMatchObject({
      errcode: 40080,
      errmsg: expect.stringContaining(` ${at} rid: `),
    });
  });

  it.each<[string, Json, number]>([
    ['nobody', { touser: '' }, 41011],
    ['an account by name', { touser: '', towxname: 'gh_1' }, 40035],
    ['what is no openid', { touser: 'a b' }, 40003],
    ['text', { touser: 'one', msgtype: 'text' }, 40008],
  ])('refuses %s', async (_who, change, errcode) => {
    const { id } = await aCard(door.ctx);
    expect(await tell(path, { ...wxcard(id), ...change })).toMatchObject({ errcode });
  });

  it('refuses cards with custom codes (K1), and another merchant’s', async () => {
    const [card, custom] = [await aCard(door.ctx), await aCustomCard(door.ctx)];
    expect(await tell(path, { touser: 'one', ...wxcard(custom.id) })).toMatchObject({ errcode: 45030 });
    expect(await tell(path, { touser: 'one', ...wxcard(card.id) }, other)).toMatchObject({ errcode: 40073 });
  });
});
