import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ticketOf } from '../../src/domain/access/index.ts';
import { aCard, aCode, leftOf } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
let other: ServedMerchant;
let keys = 0;

beforeAll(async () => {
  api = await server();
  [merchant, other] = [await api.aMerchant(), await api.aMerchant()];
});
afterAll(() => api.stop());

const CLAIM = `mutation ($input: CardClaimInput!) {
  cardClaim(input: $input) {
    claim { id openid outerStr claimedAt replayed code { id value status validFrom validUntil } card { id stock { left } } }
    userErrors {
      __typename code message field retryable weixinCode
      ... on ClaimLimitReachedError { limit used claim { id code { value } } } ... on OutOfStockError { left }
      ... on CardNotClaimableError { status } ... on ExpiredError { validUntil } ... on NotFoundError { noun }
    }
  }
}`;

const aKey = (): string => `claim-key-${(keys += 1)}`;
const inputOf = (changes: object) => ({ input: { openid: 'ann', idempotencyKey: aKey(), ...changes } });
const claim = async (changes: object, caller = merchant.secretKey): Promise<Json> =>
  (await api.gql(CLAIM, inputOf(changes), caller)).json;
const refusal = async (changes: object, caller = merchant.secretKey): Promise<Json> => {
  const { data, errors } = await claim(changes, caller);
  expect(errors).toBeUndefined();
  expect(data.cardClaim.claim).toBeNull();
  return data.cardClaim.userErrors[0];
};

describe('cardClaim', () => {
  it('tells a sandbox merchant what the server expected of a cardExt, and what to do', async () => {
    const card = await aCard(merchant.ctx);
    const { ticket } = await ticketOf(merchant.ctx, 'WX_CARD');
    const fields = { timestamp: String(Math.floor(Date.now() / 1000)), openid: 'ann' };
    const signed = [ticket, card.id, fields.timestamp].toSorted().join('');
    const signature = createHash('sha1').update(signed).digest('hex');
    const asked = inputOf({ cardId: card.id, cardExt: JSON.stringify({ ...fields, signature }) });
    const document = `mutation ($input: CardClaimInput!) {
      cardClaim(input: $input) { userErrors { ... on SignatureInvalidError { part expectedText clockSkewSeconds advice } } }
    }`;
    const { json } = await api.gql(document, asked, {
      Authorization: `Bearer ${merchant.secretKey}`,
      'Accept-Language': 'zh-CN',
    });
    const [told] = json.data.cardClaim.userErrors;
    expect(told).toMatchObject({ part: 'OPENID', clockSkewSeconds: expect.any(Number) });
    expect(told.expectedText).toContain(`ann${card.id}`);
    expect(told.expectedText).not.toContain(ticket);
    expect(told.advice).toContain('openid');
  });

  it('gives the user a code and takes one piece', async () => {
    const card = await aCard(merchant.ctx, { quantity: 3 });
    const { data } = await claim({ cardId: card.id, outerStr: 'poster' });
    expect(data.cardClaim).toEqual({
      userErrors: [],
      claim: {
        id: expect.stringMatching(/^claim_/),
        openid: 'ann',
        outerStr: 'poster',
        claimedAt: expect.stringMatching(/Z$/),
        replayed: false,
        code: {
          id: expect.stringMatching(/^code_/),
          value: expect.stringMatching(/^\d{12}$/),
          status: 'NORMAL',
          validFrom: expect.any(String),
          validUntil: expect.any(String),
        },
        card: { id: card.id, stock: { left: 2 } },
      },
    });
    expect(await leftOf(merchant.ctx, card.id)).toBe(2);
  });

  it('repeats its answer for the same key, and takes nothing', async () => {
    const card = await aCard(merchant.ctx);
    const input = { cardId: card.id, idempotencyKey: aKey() };
    const [first, second] = [await claim(input), await claim(input)];
    expect(second.data.cardClaim.claim).toEqual({ ...first.data.cardClaim.claim, replayed: true });
    expect(await leftOf(merchant.ctx, card.id)).toBe(9);
    expect(await refusal({ ...input, outerStr: 'other' })).toMatchObject({
      __typename: 'IdempotencyKeyReusedError',
      code: 'IDEMPOTENCY_KEY_REUSED',
      field: ['idempotencyKey'],
      weixinCode: null,
    });
  });

  it('shows each of two claims in one document the stock that it made', async () => {
    const card = await aCard(merchant.ctx);
    const both =
      'mutation ($a: CardClaimInput!, $b: CardClaimInput!) { a: cardClaim(input: $a) { ...Left } b: cardClaim(input: $b) { ...Left } } fragment Left on CardClaimPayload { claim { card { stock { left } } } }';
    const inputs = { a: inputOf({ cardId: card.id }).input, b: inputOf({ cardId: card.id }).input };
    const { json } = await api.gql(both, inputs, merchant.secretKey);
    expect(json.data).toEqual({
      a: { claim: { card: { stock: { left: 9 } } } },
      b: { claim: { card: { stock: { left: 8 } } } },
    });
  });

  it('refuses the second claim of a card for one, and shows the first', async () => {
    const card = await aCard(merchant.ctx, { claimLimit: 1 });
    const first = (await claim({ cardId: card.id })).data.cardClaim.claim;
    expect(await refusal({ cardId: card.id })).toEqual({
      __typename: 'ClaimLimitReachedError',
      code: 'CLAIM_LIMIT_REACHED',
      message: expect.stringContaining('(1)'),
      field: [],
      retryable: false,
      weixinCode: 45033,
      limit: 1,
      used: 1,
      claim: { id: first.id, code: { value: first.code.value } },
    });
  });

  it('refuses when nothing is left', async () => {
    const card = await aCard(merchant.ctx, { quantity: 1 });
    await claim({ cardId: card.id });
    expect(await refusal({ cardId: card.id, openid: 'bob' })).toMatchObject({
      __typename: 'OutOfStockError',
      code: 'OUT_OF_STOCK',
      weixinCode: 45031,
      left: 0,
    });
  });

  it('refuses a card that was taken off, and one whose validity is over', async () => {
    const withdrawn = await aCard(merchant.ctx);
    await api.root.prisma.card.update({ where: { id: withdrawn.id }, data: { status: 'WITHDRAWN' } });
    expect(await refusal({ cardId: withdrawn.id })).toMatchObject({
      code: 'CARD_NOT_CLAIMABLE',
      status: 'WITHDRAWN',
      weixinCode: 40078,
    });
    const over = await aCard(merchant.ctx);
    await api.root.prisma.card.update({
      where: { id: over.id },
      data: { validUntil: new Date('2020-01-01T00:00:00Z') },
    });
    expect(await refusal({ cardId: over.id })).toMatchObject({
      code: 'EXPIRED',
      validUntil: '2020-01-01T00:00:00.000Z',
    });
  });

  it.each<[string, object, object]>([
    ['no openid', { openid: null }, { code: 'INVALID_INPUT', field: ['openid'] }],
    ['an openid that is none', { openid: 'a b' }, { code: 'INVALID_INPUT', field: ['openid'], weixinCode: 40003 }],
    [
      'a long channel',
      { outerStr: 'x'.repeat(129) },
      { code: 'INVALID_INPUT', field: ['outerStr'], weixinCode: 45021 },
    ],
    ['a short key', { idempotencyKey: 'short' }, { code: 'INVALID_INPUT', field: ['idempotencyKey'] }],
    ['a code of its own', { code: '123' }, { code: 'INVALID_INPUT', field: ['code'] }],
  ])('refuses %s', async (_what, changes, error) => {
    const card = await aCard(merchant.ctx);
    expect(await refusal({ cardId: card.id, ...changes })).toMatchObject(error);
    expect(await leftOf(merchant.ctx, card.id)).toBe(10);
  });

  it('finds no card of another merchant, nor one that is not there', async () => {
    const card = await aCard(merchant.ctx);
    const missing = {
      __typename: 'NotFoundError',
      code: 'NOT_FOUND',
      field: ['cardId'],
      noun: 'card',
      weixinCode: 40073,
    };
    expect(await refusal({ cardId: card.id }, other.secretKey)).toMatchObject(missing);
    expect(await refusal({ cardId: 'card_nothing' })).toMatchObject(missing);
  });

  it.each([
    ['no key', { openid: 'ann', cardId: 'card_x' }, /idempotencyKey/],
    ['no card', { openid: 'ann', idempotencyKey: 'abcdefgh' }, /cardId/],
    ['a zero byte', { cardId: 'card_\0', idempotencyKey: 'abcdefgh' }, /cardId/],
  ])('answers %s with a bad request that names it', async (_what, input, named) => {
    const { status, json } = await api.gql(CLAIM, { input }, merchant.secretKey);
    expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(json.errors[0].message).toMatch(named);
  });

  it('needs the scope claims:write', async () => {
    expect((await claim({ cardId: 'card_x' }, merchant.reportKey)).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('cardClaim of a user', () => {
  const own = (openid?: string) => publicCaller(api, merchant, openid);

  it('reads the openid from the token', async () => {
    const card = await aCard(merchant.ctx);
    const { json } = await own('carol')(CLAIM, { input: { cardId: card.id, idempotencyKey: aKey() } });
    expect(json.data.cardClaim.claim).toMatchObject({ openid: 'carol', replayed: false, card: { stock: { left: 9 } } });
  });

  it('refuses an openid beside the token', async () => {
    const card = await aCard(merchant.ctx);
    const { json } = await own('carol')(CLAIM, inputOf({ cardId: card.id, openid: 'dora' }));
    expect(json.data.cardClaim.userErrors[0]).toMatchObject({ field: ['openid'] });
    expect(await leftOf(merchant.ctx, card.id)).toBe(10);
  });

  it('is forbidden without the token', async () => {
    const { json } = await own()(CLAIM, inputOf({ cardId: 'card_x' }));
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('shows the own claim, and nobody else’s', async () => {
    const { claim: mine } = await aCode(merchant.ctx, { openid: 'carol' });
    const read = 'query ($id: ID!) { claim(id: $id) { id openid code { value status } } }';
    expect((await own('carol')(read, { id: mine.id })).json.data.claim).toMatchObject({ id: mine.id, openid: 'carol' });
    expect((await own('dora')(read, { id: mine.id })).json.data.claim).toBeNull();
    expect((await own()(read, { id: mine.id })).json.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it.each([
    'code { history { id } }',
    'code { redeemability { canRedeem } }',
    'code { redemptions { id } }',
    'card { externalId }',
    'card { stock { quantity } }',
  ])('does not open the way to %s', async (selection) => {
    const { claim: mine } = await aCode(merchant.ctx, { openid: 'carol' });
    const { json } = await own('carol')(`query ($id: ID!) { claim(id: $id) { id ${selection} } }`, { id: mine.id });
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});
