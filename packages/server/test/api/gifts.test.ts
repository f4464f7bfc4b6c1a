import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKey, createUserToken, registerOperations } from '../../src/domain/access/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aCode } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, bearer, type Json, type ServedMerchant, server } from '../kit/server.ts';
import { type EventStream, keyStream, streamOf } from '../kit/streams.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
let keys = 0;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const ERRORS = `userErrors {
  __typename code message field weixinCode
  ... on GiftNotAllowedError { reason } ... on GiftGoneError { reason } ... on CodeStatusError { status } ... on NotFoundError { noun } }`;
const GIVE = `mutation ($input: CodeGiftInput!) { codeGift(input: $input) {
  gift { id token url openid message isGroup status expiresAt endedAt replayed card { id } code { id value status gift { id status } } } ${ERRORS} } }`;
const ACCEPT = `mutation ($input: GiftAcceptInput!) { giftAccept(input: $input) {
  code { id value status openid isGift validUntil card { id } } replayed ${ERRORS} } }`;
const CANCEL = `mutation ($input: GiftCancelInput!) { giftCancel(input: $input) {
  gift { id status endedAt code { status gift { id } } } ${ERRORS} } }`;
const FACE = `query ($token: String!) { gift(token: $token) {
  status message isGroup expiresAt validFrom validUntil isOwn card { id title } code { value status } } }`;

const aKey = (): string => `gift-key-${(keys += 1)}`;
const as = (openid?: string) => publicCaller(api, merchant, openid);
const call = async (openid: string, document: string, input: object): Promise<Json> => {
  const { json } = await as(openid)(document, { input: { idempotencyKey: aKey(), ...input } });
  expect(json.errors).toBeUndefined();
  return Object.values(json.data)[0];
};
const face = async (token: string, openid?: string): Promise<Json> => {
  const { json } = await as(openid)(FACE, { token });
  expect(json.errors).toBeUndefined();
  return json.data.gift;
};

async function aGift(message = '请你喝茶') {
  const { code, card, claim } = await aCode(merchant.ctx);
  const { gift } = await call('ann', GIVE, { value: code.value, message });
  return { code, card, claim, gift };
}

/** Whether a statement reads codes or gifts; the background asks for overdue gifts by their time alone. */
const isOfChain = ([query]: unknown[]): boolean =>
  /^SELECT .*"public"\."(Code|Gift)"\."merchantId"/.test(
    typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text')),
  );

describe('a gift', () => {
  it('goes from the giver’s page to the friend’s', async () => {
    const { code, card, gift } = await aGift();
    expect(gift).toEqual({
      id: expect.stringMatching(/^gift_/),
      token: expect.stringMatching(/^\w{22}$/),
      url: `${api.root.publicUrl}/g/${gift.token}`,
      openid: 'ann',
      message: '请你喝茶',
      isGroup: false,
      status: 'OPEN',
      expiresAt: expect.stringMatching(/Z$/),
      endedAt: null,
      replayed: false,
      card: { id: card.id },
      code: { id: code.id, value: code.value, status: 'GIFTING', gift: { id: gift.id, status: 'OPEN' } },
    });
    const { code: friends, replayed } = await call('bob', ACCEPT, { token: gift.token });
    expect(replayed).toBe(false);
    expect(friends).toEqual({
      id: expect.stringMatching(/^code_/),
      value: expect.stringMatching(/^\d{12}$/),
      status: 'NORMAL',
      openid: 'bob',
      isGift: true,
      validUntil: code.validUntil?.toISOString(),
      card: { id: card.id },
    });
    expect(friends.value).not.toBe(code.value);
  });

  it('shows a stranger its card, its message and whether it is open, and nothing else', async () => {
    const { card, code: given, gift } = await aGift();
    const open = {
      status: 'OPEN',
      message: '请你喝茶',
      isGroup: false,
      expiresAt: gift.expiresAt,
      validFrom: given.validFrom.toISOString(),
      validUntil: given.validUntil?.toISOString(),
      isOwn: false,
      card: { id: card.id, title: card.title },
      code: null,
    };
    expect(await face(gift.token)).toEqual(open);
    expect(await face(gift.token, 'cat')).toEqual(open);
    expect(await face(gift.token, 'ann')).toEqual({ ...open, isOwn: true });
    const { code } = await call('bob', ACCEPT, { token: gift.token });
    expect(await face(gift.token)).toEqual({ ...open, status: 'ACCEPTED' });
    expect(await face(gift.token, 'ann')).toEqual({ ...open, isOwn: true, status: 'ACCEPTED' });
    const own = { value: code.value, status: 'NORMAL' };
    expect(await face(gift.token, 'bob')).toEqual({ ...open, status: 'ACCEPTED', code: own });
    expect(await face('x'.repeat(22))).toBeNull();
    const { json } = await publicCaller(api, other)(FACE, { token: gift.token });
    expect(json.data.gift).toBeNull();
  });

  it('leaves the giver a code that is GIFTED, and nothing of the friend', async () => {
    const { claim, code, gift } = await aGift();
    const { code: friends } = await call('bob', ACCEPT, { token: gift.token });
    const CLAIM = `query ($id: ID!) { claim(id: $id) { code { id value status gift { id } } } }`;
    const seen = await as('ann')(CLAIM, { id: claim.id });
    expect(seen.json.data.claim.code).toEqual({ id: code.id, value: code.value, status: 'GIFTED', gift: null });
    const NODE = `query ($id: ID!) { node(id: $id) { ... on Code { value } ... on Gift { status message } } }`;
    expect((await as('ann')(NODE, { id: friends.id })).json.data.node).toBeNull();
    expect((await as('bob')(NODE, { id: friends.id })).json.data.node).toEqual({ value: friends.value });
    expect((await as('bob')(NODE, { id: code.id })).json.data.node).toBeNull();
    const given = { status: 'ACCEPTED', message: '请你喝茶' };
    expect((await as('ann')(NODE, { id: gift.id })).json.data.node).toEqual(given);
    expect((await as('bob')(NODE, { id: gift.id })).json.data.node).toBeNull();
    const CHAIN = `query ($id: ID!) { node(id: $id) { ... on Code { giftedTo { value } } ... on Gift { newCode { value } } } }`;
    for (const id of [code.id, gift.id])
      expect((await as('ann')(CHAIN, { id })).json.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('shows the merchant the chain of holders', async () => {
    const { code, gift } = await aGift();
    const { code: friends } = await call('bob', ACCEPT, { token: gift.token });
    const CHAIN = `query ($id: ID!) { node(id: $id) { ... on Code {
      openid isGift giftedFrom { id openid } giftedTo { id openid } history { from to } } } }`;
    const of = async (id: string) => (await api.gql(CHAIN, { id }, merchant.secretKey)).json.data.node;
    expect(await of(code.id)).toMatchObject({
      openid: 'ann',
      isGift: false,
      giftedFrom: null,
      giftedTo: { id: friends.id, openid: 'bob' },
    });
    expect(await of(friends.id)).toMatchObject({
      openid: 'bob',
      isGift: true,
      giftedFrom: { id: code.id, openid: 'ann' },
      giftedTo: null,
      history: [{ from: null, to: 'NORMAL' }],
    });
    const LIST = `query ($where: GiftWhere) { gifts(where: $where) { nodes { id status friendOpenid newCode { id } } } }`;
    const where = { codeId: { eq: code.id }, status: { eq: 'ACCEPTED' } };
    expect((await api.gql(LIST, { where }, merchant.secretKey)).json.data.gifts.nodes).toEqual([
      { id: gift.id, status: 'ACCEPTED', friendOpenid: 'bob', newCode: { id: friends.id } },
    ]);
    expect((await api.gql(LIST, { where }, other.secretKey)).json.data.gifts.nodes).toEqual([]);
  });

  it('shows the merchant that a retired code can’t be redeemed, beside all others of its card', async () => {
    const { card, gift } = await aGift();
    await call('bob', ACCEPT, { token: gift.token });
    const LIST = `query ($where: CodeWhere) { codes(where: $where) { nodes { status redeemability { canRedeem refusal { code } } } } }`;
    const { json } = await api.gql(LIST, { where: { cardId: { eq: card.id } } }, merchant.secretKey);
    expect(json.errors).toBeUndefined();
    expect(json.data.codes.nodes).toEqual([
      { status: 'NORMAL', redeemability: { canRedeem: true, refusal: null } },
      { status: 'GIFTED', redeemability: { canRedeem: false, refusal: { code: 'CODE_NOT_REDEEMABLE' } } },
    ]);
  });

  it('costs a list of ten codes, with the chain of each, no more statements than one of two', async () => {
    const CHAIN = `query ($where: CodeWhere, $first: Int) { codes(where: $where, first: $first) { nodes {
      gift { id } giftedTo { id } giftedFrom { id } } } }`;
    const { card, gift } = await aGift();
    await call('bob', ACCEPT, { token: gift.token });
    for (let nth = 0; nth < 9; nth += 1) await claimCard(merchant.ctx, { cardId: card.id, openid: `u${nth}` });
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    const countOf = async (first: number): Promise<number> => {
      const before = statements.mock.calls.filter(isOfChain).length;
      const { json } = await api.gql(CHAIN, { where: { cardId: { eq: card.id } }, first }, merchant.secretKey);
      expect(json.data.codes.nodes).toHaveLength(first);
      return statements.mock.calls.filter(isOfChain).length - before;
    };
    const [few, many] = [await countOf(2), await countOf(10)];
    statements.mockRestore();
    expect(few).toBeGreaterThan(0);
    expect(many).toBe(few);
  });

  it('is taken back by its giver', async () => {
    const { gift } = await aGift();
    const { gift: back } = await call('ann', CANCEL, { id: gift.id });
    expect(back).toEqual({
      id: gift.id,
      status: 'CANCELLED',
      endedAt: expect.stringMatching(/Z$/),
      code: { status: 'NORMAL', gift: null },
    });
    expect((await face(gift.token)).status).toBe('CANCELLED');
  });

  it('keeps its token and address from who only reads', async () => {
    const { code } = await aGift();
    const { secret } = await createKey(merchant.ctx, {
      kind: 'SECRET',
      isTest: true,
      name: 'reader',
      scopes: ['claims:read'],
    });
    const READ = `query ($where: GiftWhere) { gifts(where: $where) { nodes { id token url } } }`;
    const { json } = await api.gql(READ, { where: { codeId: { eq: code.id } } }, secret);
    expect(json.data.gifts.nodes).toEqual([{ id: expect.any(String), token: null, url: null }]);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('a refusal', () => {
  const refused = async (openid: string, document: string, input: object): Promise<Json> =>
    (await call(openid, document, input)).userErrors[0];

  it('says that the card allows no gifts', async () => {
    const { code } = await aCode(merchant.ctx, { canGiveFriend: false });
    expect(await refused('ann', GIVE, { value: code.value })).toMatchObject({
      __typename: 'GiftNotAllowedError',
      code: 'GIFT_NOT_ALLOWED',
      reason: 'CARD',
      field: ['value'],
      weixinCode: null,
    });
  });

  it('says that the code was used, or is somebody else’s', async () => {
    const { code } = await aCode(merchant.ctx);
    expect(await refused('bob', GIVE, { value: code.value })).toMatchObject({ code: 'NOT_FOUND', noun: 'code' });
    await redeemCode(merchant.ctx, { value: code.value });
    expect(await refused('ann', GIVE, { value: code.value })).toMatchObject({ status: 'CONSUMED' });
  });

  it('says that the gift is one’s own, was taken, or is none', async () => {
    const { gift } = await aGift();
    expect(await refused('ann', ACCEPT, { token: gift.token })).toMatchObject({ reason: 'OWN_GIFT' });
    expect(await refused('ann', ACCEPT, { token: 'none' })).toMatchObject({ code: 'NOT_FOUND', noun: 'gift' });
    await call('bob', ACCEPT, { token: gift.token });
    const gone = { __typename: 'GiftGoneError', code: 'GIFT_GONE', reason: 'ACCEPTED' };
    expect(await refused('cat', ACCEPT, { token: gift.token })).toMatchObject({ ...gone, field: ['token'] });
    expect(await refused('ann', CANCEL, { id: gift.id })).toMatchObject({ ...gone, field: ['id'] });
  });

  it('names the field that is wrong', async () => {
    const { code } = await aCode(merchant.ctx);
    const input = { value: code.value, message: '长'.repeat(65) };
    expect(await refused('ann', GIVE, input)).toMatchObject({ code: 'INVALID_INPUT', field: ['message'] });
  });
});

it('a program gives and takes for the users it names', async () => {
  const { code } = await aCode(merchant.ctx);
  const run = async (document: string, input: object) =>
    (await api.gql(document, { input: { idempotencyKey: aKey(), ...input } }, merchant.secretKey)).json.data;
  const { gift } = (await run(GIVE, { value: code.value, openid: 'ann' })).codeGift;
  expect((await run(ACCEPT, { token: gift.token, openid: 'bob' })).giftAccept.code.openid).toBe('bob');
  expect((await run(GIVE, { value: code.value })).codeGift.userErrors).toMatchObject([{ field: ['openid'] }]);
});

async function mine(openid: string): Promise<EventStream> {
  const text = 'subscription { mine { type claim { id } code { id value status } } }';
  const [operation] = await registerOperations(merchant.ctx, { operations: [{ text }] });
  const { token } = await createUserToken(merchant.ctx, { openid });
  const headers = { ...bearer(merchant.publishableKey), Origin: 'http://localhost:5173', 'X-Kaquan-User': token };
  return streamOf(api, { documentId: operation?.hash ?? '', headers });
}

it('giver and friend hear live what becomes of their codes', async () => {
  const { code, claim } = await aCode(merchant.ctx, { openid: 'gina' });
  const [givers, friends] = [await mine('gina'), await mine('fred')];
  const next = async (stream: EventStream): Promise<Json> => (await stream.next())?.data.data.mine;
  const first = (await call('gina', GIVE, { value: code.value })).gift;
  const own = { id: code.id, value: code.value };
  const told = { claim: { id: claim.id } };
  expect(await next(givers)).toEqual({ type: 'GIFTING', ...told, code: { ...own, status: 'GIFTING' } });
  await call('gina', CANCEL, { id: first.id });
  expect(await next(givers)).toEqual({ type: 'GIFT_CANCELLED', ...told, code: { ...own, status: 'NORMAL' } });
  const { token } = (await call('gina', GIVE, { value: code.value })).gift;
  await next(givers);
  const taken = (await call('fred', ACCEPT, { token })).code;
  expect(await next(givers)).toEqual({ type: 'GIFTED', ...told, code: { ...own, status: 'GIFTED' } });
  const received = { id: taken.id, value: taken.value, status: 'NORMAL' };
  expect(await next(friends)).toEqual({ type: 'RECEIVED', claim: null, code: received });
  givers.close();
  friends.close();
});

it('what nobody took is back at once for who asks, and is told within seconds', async () => {
  const { code, gift } = await aGift();
  const GIFTS = `subscription ($cardId: ID) { gifts(cardId: $cardId) { sequence gift { id status code { status } } } }`;
  const variables = { cardId: code.cardId };
  const stream = await keyStream(api, merchant.secretKey, GIFTS, { variables });
  const past = new Date(Date.now() - 1_000);
  await api.root.prisma.code.update({ where: { id: code.id }, data: { giftExpiresAt: past } });
  await api.root.prisma.gift.update({ where: { id: gift.id }, data: { expiresAt: past } });
  expect((await face(gift.token)).status).toBe('TIMED_OUT');
  const CODES = `query ($where: CodeWhere) { codes(where: $where) { nodes { id status } } }`;
  const where = { id: { eq: code.id }, status: { eq: 'GIFT_TIMEOUT' } };
  expect((await api.gql(CODES, { where }, merchant.secretKey)).json.data.codes.nodes).toEqual([
    { id: code.id, status: 'GIFT_TIMEOUT' },
  ]);
  const frame = await Promise.race([stream.next(), sleep(15_000, null)]);
  expect(frame?.data.data.gifts.gift).toEqual({
    id: gift.id,
    status: 'TIMED_OUT',
    code: { status: 'GIFT_TIMEOUT' },
  });
  stream.close();
});
