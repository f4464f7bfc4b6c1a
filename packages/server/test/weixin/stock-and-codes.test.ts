import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card, Code } from '../../src/generated/prisma/client.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { encryptCodeOf } from '../../src/domain/codes/index.ts';
import { aCard, aCode, aCustomCard, allowOwnCodes, aPoolCard, leftOf } from '../kit/factories.ts';
import { aGroupon } from './bodies.ts';
import { aDoor, type Door } from './door.ts';

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

const call = async (path: string, body: object, through = door) => (await through.call(path, body)).json;
const OK = { errcode: 0, errmsg: 'ok' };
const UNKNOWN_CARD = 'card_00000000000000000000000000';

async function aCustomCode(value: string): Promise<{ card: Card; code: Code }> {
  const card = await aCustomCard(door.ctx);
  const { codeId } = await claimCard(door.ctx, { cardId: card.id, openid: 'ann', code: value });
  return { card, code: await door.ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } }) };
}

describe('/card/create with codes of the merchant', () => {
  const own = { use_custom_code: true, get_custom_code_mode: 'GET_CUSTOM_CODE_MODE_DEPOSIT', sku: { quantity: 0 } };

  it('needs the permission', async () => {
    for (const changes of [own, { use_custom_code: true }])
      expect(await call('/card/create', aGroupon(changes), other)).toMatchObject({ errcode: 43009 });
  });

  it('is read back as it was given', async () => {
    await allowOwnCodes(door.ctx);
    const { card_id } = await call('/card/create', aGroupon(own));
    expect(await call('/card/get', { card_id })).toMatchObject({
      card: { groupon: { base_info: { ...own, sku: { quantity: 0, total_quantity: 0 } } } },
    });
  });
});

describe('/card/modifystock', () => {
  it.each([
    [{ increase_stock_value: 5 }, 15],
    [{ increase_stock_value: '5' }, 15],
    [{ reduce_stock_value: 4 }, 6],
    [{ increase_stock_value: 0, reduce_stock_value: 10 }, 0],
    [{ increase_stock_value: 9, reduce_stock_value: 2 }, 17],
    [{ increase_stock_value: 1231, reduce_stock_value: 1231 }, 10],
  ])('by %j leaves %d', async (change, left) => {
    const card = await aCard(door.ctx, { quantity: 10 });
    expect(await call('/card/modifystock', { card_id: card.id, ...change })).toEqual(OK);
    expect(await leftOf(door.ctx, card.id)).toBe(left);
  });

  it.each([
    [{}, 40122],
    [{ increase_stock_value: 0, reduce_stock_value: 0 }, 40122],
    [{ increase_stock_value: -1 }, 40122],
    [{ increase_stock_value: 1.5 }, 40122],
    [{ increase_stock_value: 'many' }, 40122],
    [{ increase_stock_value: 100_000_001 }, 40122],
    [{ reduce_stock_value: 11 }, 40122],
    [{ increase_stock_value: 99_999_991 }, 45041],
    [{ increase_stock_value: 1, card_id: '' }, 41012],
    [{ increase_stock_value: 1, card_id: UNKNOWN_CARD }, 40073],
    [{ increase_stock_value: 3, reduce_stock_value: 3, card_id: UNKNOWN_CARD }, 40073],
  ])('by %j is answered with %d', async (change, errcode) => {
    const card = await aCard(door.ctx, { quantity: 10 });
    expect(await call('/card/modifystock', { card_id: card.id, ...change })).toMatchObject({ errcode });
    expect(await leftOf(door.ctx, card.id)).toBe(10);
  });

  it.each([
    [{ reduce_stock_value: 11 }, 'reduce_stock_value'],
    [{ increase_stock_value: 1, reduce_stock_value: 12 }, 'reduce_stock_value'],
    [{ reduce_stock_value: 100_000_001 }, 'reduce_stock_value'],
    [{ increase_stock_value: 100_000_000 }, 'increase_stock_value'],
  ])('refuses %j and names %s', async (change, name) => {
    const card = await aCard(door.ctx, { quantity: 10 });
    const { errmsg } = await call('/card/modifystock', { card_id: card.id, ...change });
    expect(errmsg).toContain(` ${name} `);
  });

  it('keeps within the deposited codes', async () => {
    const card = await aPoolCard(door.ctx, { values: ['A1', 'A2'], left: 1 });
    const order = { card_id: card.id, increase_stock_value: 2 };
    expect(await call('/card/modifystock', order)).toMatchObject({ errcode: 40136 });
  });

  it('refuses a deleted card, and does not know that of another merchant', async () => {
    const card = await aCard(door.ctx);
    const order = { card_id: card.id, increase_stock_value: 1 };
    expect(await call('/card/modifystock', order, other)).toMatchObject({ errcode: 40073 });
    await door.ctx.prisma.card.update({ where: { id: card.id }, data: { status: 'DELETED' } });
    for (const change of [{}, { reduce_stock_value: 1 }])
      expect(await call('/card/modifystock', { ...order, ...change })).toMatchObject({ errcode: 40078 });
  });
});

describe('deposits', () => {
  it('go in, are counted and checked', async () => {
    const card = await aPoolCard(door.ctx, { values: ['A1'], left: 0 });
    const code = ['A1', 'A2', 33, 'x'.repeat(21)];
    expect(await call('/card/code/deposit', { card_id: card.id, code })).toEqual({
      ...OK,
      succ_code: ['A2', '33'],
      duplicate_code: ['A1'],
      fail_code: ['x'.repeat(21)],
    });
    expect(await call('/card/code/getdepositcount', { card_id: card.id })).toEqual({ ...OK, count: 3 });
    expect(await call('/card/code/checkcode', { card_id: card.id, code: ['A9', 'A2'] })).toEqual({
      ...OK,
      exist_code: ['A2'],
      not_exist_code: ['A9'],
    });
  });

  const hundredAndOne = Array.from({ length: 101 }, (_, nth) => `A${nth}`);
  it.each([
    [{ code: hundredAndOne }, 40109],
    [{ code: ['A1', ''] }, 40110],
    [{ code: ['A1', '  '] }, 40110],
    [{ code: ['A1', null] }, 40110],
    [{ code: ['A1', 'A1'] }, 40111],
    [{ code: [] }, 41013],
    [{}, 41013],
    [{ code: 'A1' }, 40035],
    [{ code: [true] }, 40035],
    [{ code: ['A1'], card_id: '' }, 41012],
    [{ code: ['A1'], card_id: UNKNOWN_CARD }, 40073],
    // Shapes are judged before what they name (3b).
    [{ code: ['A1', 'A1'], card_id: UNKNOWN_CARD }, 40111],
  ])('of %j are answered with %d', async (changes, errcode) => {
    const card = await aPoolCard(door.ctx, { values: ['B1'], left: 0 });
    for (const path of ['/card/code/deposit', '/card/code/checkcode'])
      expect(await call(path, { card_id: card.id, ...changes })).toMatchObject({ errcode });
  });

  it('are for cards that take them', async () => {
    for (const { id } of [await aCard(door.ctx), await aCustomCard(door.ctx)]) {
      for (const path of ['/card/code/deposit', '/card/code/checkcode', '/card/code/getdepositcount'])
        expect(await call(path, { card_id: id, code: ['A1'] })).toMatchObject({ errcode: 45030 });
    }
  });

  it('are the merchant’s own', async () => {
    const { id } = await aPoolCard(door.ctx, { values: ['A1'] });
    for (const path of ['/card/code/deposit', '/card/code/checkcode', '/card/code/getdepositcount'])
      expect(await call(path, { card_id: id, code: ['A1'] }, other)).toMatchObject({ errcode: 40073 });
  });

  it('are redeemed with their card only', async () => {
    const card = await aPoolCard(door.ctx, { values: ['POOL-1'] });
    await claimCard(door.ctx, { cardId: card.id, openid: 'ann' });
    expect(await call('/card/code/consume', { code: 'POOL-1' })).toMatchObject({ errcode: 40056 });
    expect(await call('/card/code/consume', { code: 'pool-1', card_id: card.id })).toMatchObject({ errcode: 0 });
  });
});

describe('/card/code/update', () => {
  it.each(['new_code', 'newcode'])('takes the number as %s', async (name) => {
    const { card, code } = await aCustomCode('VIP-1');
    expect(await call('/card/code/update', { card_id: card.id, code: 'VIP-1', [name]: 'VIP-2' })).toEqual(OK);
    expect(await call('/card/code/get', { card_id: card.id, code: 'VIP-2' })).toMatchObject({ openid: code.openid });
    expect(await call('/card/code/get', { card_id: card.id, code: 'VIP-1' })).toMatchObject({ errcode: 40056 });
  });

  it.each([
    [{ new_code: '' }, 41013],
    [{ code: '' }, 41013],
    [{ new_code: 'x'.repeat(21) }, 45021],
    [{ new_code: 'A B' }, 40116],
    [{ new_code: 'VIP-1' }, 0],
    [{ code: 'NONE' }, 40056],
    [{ card_id: '' }, 40056],
    [{ new_code: 7 }, 40035],
  ])('with %j is answered with %d', async (changes, errcode) => {
    const { card } = await aCustomCode('VIP-1');
    const order = { card_id: card.id, code: 'VIP-1', new_code: 'VIP-2', ...changes };
    expect(await call('/card/code/update', order)).toMatchObject({ errcode });
  });

  it('refuses a taken number, other modes and used codes, and codes of others', async () => {
    const { card, code } = await aCustomCode('VIP-1');
    await claimCard(door.ctx, { cardId: card.id, openid: 'bob', code: 'VIP-2' });
    const order = { card_id: card.id, code: 'VIP-1', new_code: 'VIP-2' };
    expect(await call('/card/code/update', order)).toMatchObject({ errcode: 40116 });
    expect(await call('/card/code/update', order, other)).toMatchObject({ errcode: 40056 });
    const system = await aCode(door.ctx);
    expect(await call('/card/code/update', { code: system.code.value, new_code: 'X' })).toMatchObject({
      errcode: 45030,
    });
    await door.ctx.prisma.code.update({ where: { id: code.id }, data: { status: 'CONSUMED' } });
    expect(await call('/card/code/update', { ...order, new_code: 'VIP-3' })).toMatchObject({ errcode: 40127 });
  });
});

describe('/card/code/unavailable', () => {
  it('makes a code void for good', async () => {
    const { code } = await aCode(door.ctx);
    expect(await call('/card/code/unavailable', { code: code.value, reason: '退款' })).toEqual(OK);
    const shown = { code: code.value, check_consume: false };
    expect(await call('/card/code/get', shown)).toMatchObject({ user_card_status: 'UNAVAILABLE', can_consume: false });
    expect(await call('/card/code/consume', { code: code.value })).toMatchObject({ errcode: 40127 });
    expect(await call('/card/code/unavailable', { code: code.value })).toMatchObject({ errcode: 40127 });
  });

  it.each([
    [{}, 41013],
    [{ code: '000000000000' }, 40056],
    [{ code: '000000000000', reason: {} }, 40035],
    [{ code: '000000000000', reason: 'x'.repeat(300) }, 45021],
  ])('of %j is answered with %d', async (body, errcode) => {
    expect(await call('/card/code/unavailable', body)).toMatchObject({ errcode });
  });

  it('does not know a code of another merchant', async () => {
    const { code } = await aCode(door.ctx);
    expect(await call('/card/code/unavailable', { code: code.value }, other)).toMatchObject({ errcode: 40056 });
  });
});

describe('/card/code/decrypt', () => {
  it('gives the code, also of what is still escaped', async () => {
    const { code } = await aCode(door.ctx);
    const encrypted = encryptCodeOf(door.ctx, code);
    for (const encrypt_code of [encrypted, encodeURIComponent(encrypted), encrypted.replaceAll('.', '%2E')])
      expect(await call('/card/code/decrypt', { encrypt_code })).toEqual({ ...OK, code: code.value });
    expect(await call('/card/code/decrypt', { encrypt_code: encrypted }, other)).toMatchObject({ errcode: 40075 });
  });

  it.each([
    [{}, 41011],
    [{ encrypt_code: '' }, 41011],
    [{ encrypt_code: 7 }, 40035],
    [{ encrypt_code: 'x' }, 40075],
    [{ encrypt_code: '%E4%A' }, 40075],
    [{ encrypt_code: 'x'.repeat(10_000) }, 40075],
  ])('of %j is answered with %d', async (body, errcode) => {
    expect(await call('/card/code/decrypt', body)).toMatchObject({ errcode });
  });
});
