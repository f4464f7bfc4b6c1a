import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import { acceptGift, giveCode } from '../../src/domain/gifts/index.ts';
import { aCode, aCustomCard } from '../kit/factories.ts';
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

const call = async (path: string, body: object) => (await door.call(path, body)).json;
const get = (body: object) => call('/card/code/get', { check_consume: false, ...body });

describe('a code that is given', () => {
  it('is GIFTING and can not be consumed, then 40056 while the friend’s is NORMAL', async () => {
    const { code } = await aCode(door.ctx, { openid: 'ann' });
    const { token } = await giveCode(door.ctx, { value: code.value, openid: 'ann' });
    expect(await get({ code: code.value })).toMatchObject({ user_card_status: 'GIFTING', can_consume: false });
    expect(await get({ code: code.value, check_consume: true })).toMatchObject({ errcode: 40127 });
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 40127 });
    const { code: friends } = await acceptGift(door.ctx, { token, openid: 'bob' });
    for (const path of ['/card/code/get', '/card/code/consume', '/card/code/unavailable'])
      expect(await call(path, { code: code.value })).toMatchObject({ errcode: 40056 });
    expect(await get({ code: friends.value })).toMatchObject({ user_card_status: 'NORMAL', openid: 'bob' });
    expect(await call('/card/user/getcardlist', { openid: 'ann' })).toMatchObject({ card_list: [] });
    expect(await call('/card/user/getcardlist', { openid: 'bob' })).toMatchObject({
      card_list: [{ code: friends.value, card_id: code.cardId }],
    });
    expect(await call('/card/code/consume', { code: friends.value })).toMatchObject({ errcode: 0, openid: 'bob' });
  });

  it('keeps its number where the merchant made it, and belongs to the friend', async () => {
    const card = await aCustomCard(door.ctx);
    await claimCard(door.ctx, { cardId: card.id, openid: 'ann', code: 'VIP-1' });
    const reference = { cardId: card.id, value: 'VIP-1' };
    const { token } = await giveCode(door.ctx, { ...reference, openid: 'ann' });
    await acceptGift(door.ctx, { token, openid: 'bob' });
    const wire = { code: 'VIP-1', card_id: card.id };
    expect(await get(wire)).toMatchObject({ user_card_status: 'NORMAL', openid: 'bob' });
    expect(await call('/card/code/update', { ...wire, new_code: 'VIP-2' })).toMatchObject({ errcode: 0 });
    expect(await call('/card/code/consume', { ...wire, code: 'VIP-2' })).toMatchObject({ errcode: 0, openid: 'bob' });
  });

  it('is GIFT_TIMEOUT a day later, and can be consumed', async () => {
    skippedMs = -DAY_MS;
    const { code } = await aCode(door.ctx);
    await giveCode(door.ctx, { value: code.value, openid: 'ann' });
    skippedMs = 0;
    expect(await get({ code: code.value, check_consume: true })).toMatchObject({
      user_card_status: 'GIFT_TIMEOUT',
      can_consume: true,
    });
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 0 });
  });
});
