import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCard, aCustomCard } from '../kit/factories.ts';
import { publicCaller } from '../kit/public-caller.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const SCHEDULE = `mutation ($input: ClaimDrawScheduleInput!) { claimDrawSchedule(input: $input) { draw { id phase pieces seedHash seed entryCount } userErrors { code field } } }`;
const CANCEL = `mutation ($input: ClaimDrawCancelInput!) { claimDrawCancel(input: $input) { draw { phase } userErrors { code field } } }`;
const CLAIM = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id } userErrors { code retryable weixinCode ... on QueuedError { ticket drawsAt } } } }`;
const CLAIMABILITY = `query ($cardId: ID!, $openid: String!) { card(id: $cardId) { claimability(openid: $openid) { checks { check verdict reason { code message ... on QueuedError { ticket } } } } } }`;
const DRAW = `query ($cardId: ID!) { claimDraw(cardId: $cardId) { id phase seed entryCount wonCount entries(first: 10) { ticket rank result } ownEntry { ticket rank result } ownTicketSource ownClaimId } }`;

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
const soon = { opensAt: inMs(3_600_000), closesAt: inMs(7_200_000), pieces: 1 };
const run = async (document: string, input: object, key = merchant.secretKey): Promise<Json> =>
  (await api.gql(document, { input }, key)).json;

/** A draw that is open: set up in time, and its window moved here. */
async function anOpenDraw(): Promise<{ cardId: string; drawId: string }> {
  const card = await aCard(merchant.ctx, { quantity: 1, claimLimit: 1 });
  const { draw } = (await run(SCHEDULE, { cardId: card.id, ...soon })).data.claimDrawSchedule;
  await api.root.prisma.claimDraw.update({ where: { id: draw.id }, data: { opensAt: new Date(0) } });
  return { cardId: card.id, drawId: draw.id };
}

describe('claimDrawSchedule', () => {
  it('publishes the hash of the seed, and not the seed', async () => {
    const card = await aCard(merchant.ctx);
    const { claimDrawSchedule } = (await run(SCHEDULE, { cardId: card.id, ...soon })).data;
    expect(claimDrawSchedule).toEqual({
      draw: expect.objectContaining({ phase: 'AHEAD', pieces: 1, seedHash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
      userErrors: [],
    });
    expect(claimDrawSchedule.draw).toMatchObject({ seed: null, entryCount: null });
  });

  it('refuses a window that begins at once, more than is left, and codes that are named', async () => {
    const [card, custom] = [await aCard(merchant.ctx), await aCustomCard(merchant.ctx)];
    const wrong = [
      [{ cardId: card.id, ...soon, opensAt: inMs(1_000) }, 'opensAt'],
      [{ cardId: card.id, ...soon, closesAt: soon.opensAt }, 'closesAt'],
      [{ cardId: card.id, ...soon, pieces: 11 }, 'pieces'],
      [{ cardId: custom.id, ...soon }, 'cardId'],
    ] as const;
    for (const [input, field] of wrong)
      expect((await run(SCHEDULE, input)).data.claimDrawSchedule).toEqual({
        draw: null,
        userErrors: [{ code: 'INVALID_INPUT', field: [field] }],
      });
  });

  it('needs the scope, and knows no card of another merchant', async () => {
    const card = await aCard(merchant.ctx);
    const refused = await run(SCHEDULE, { cardId: card.id, ...soon }, merchant.reportKey);
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
    const other = await api.aMerchant();
    const { data } = await run(SCHEDULE, { cardId: card.id, ...soon }, other.secretKey);
    expect(data.claimDrawSchedule.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['cardId'] }]);
  });
});

describe('a claim of a card that is drawn for', () => {
  it('enters, and after the draw the same call gives the claim', async () => {
    const { cardId, drawId } = await anOpenDraw();
    const ann = publicCaller(api, merchant, 'ann');
    const input = { cardId, idempotencyKey: 'attempt-1' };
    const claim = async (): Promise<Json> => (await ann(CLAIM, { input })).json.data.cardClaim;
    const ticket = createHash('sha256').update(`${drawId}:ann:attempt-1`).digest('hex');
    const queued = { code: 'QUEUED', retryable: true, weixinCode: 45011, ticket };
    expect(await claim()).toMatchObject({ claim: null, userErrors: [queued] });
    expect(await claim()).toMatchObject({ claim: null, userErrors: [queued] });
    await api.root.prisma.claimDraw.update({ where: { id: drawId }, data: { closesAt: new Date() } });
    const seen = async (): Promise<Json> => (await ann(DRAW, { cardId })).json.data.claimDraw;
    await expect.poll(async () => (await seen()).phase, { timeout: 20_000 }).toBe('ENDED');
    const entry = { ticket, rank: 1, result: 'WON' };
    const told = await seen();
    const own = { ownEntry: entry, ownTicketSource: `${drawId}:ann:attempt-1` };
    expect(told).toMatchObject({ entryCount: 1, wonCount: 1, entries: [entry], ...own });
    expect((await claim()).claim).toEqual({ id: told.ownClaimId });
    const stranger = (await publicCaller(api, merchant)(DRAW, { cardId })).json.data.claimDraw;
    expect(stranger).toMatchObject({ entries: [entry], ownEntry: null, ownTicketSource: null, ownClaimId: null });
  });

  it('enters also when the merchant makes it', async () => {
    const { cardId } = await anOpenDraw();
    const input = { cardId, openid: 'ben', idempotencyKey: 'attempt-1' };
    expect((await run(CLAIM, input)).data.cardClaim.userErrors).toMatchObject([{ code: 'QUEUED' }]);
  });
});

describe('claimability of a card that is drawn for', () => {
  it('tells a merchant what a claim would be answered, of users who are in and of others', async () => {
    const { cardId } = await anOpenDraw();
    const check = async (openid: string): Promise<Json> => {
      const { json } = await api.gql(CLAIMABILITY, { cardId, openid }, merchant.secretKey);
      const { checks } = json.data.card.claimability;
      return checks.find((one: { check: string }) => one.check === 'DRAW');
    };
    const reason = { code: 'QUEUED', ticket: null, message: expect.stringMatching(/^A claim enters the draw of/) };
    expect(await check('eve')).toEqual({ check: 'DRAW', verdict: 'FAIL', reason });
    await run(CLAIM, { cardId, openid: 'eve', idempotencyKey: 'attempt-1' });
    const entered = { ticket: expect.any(String), message: expect.stringMatching(/^You are in the draw of/) };
    expect(await check('eve')).toMatchObject({ reason: entered });
  });
});

describe('claimDrawCancel', () => {
  it('opens the card again', async () => {
    const { cardId, drawId } = await anOpenDraw();
    const { claimDrawCancel } = (await run(CANCEL, { drawId })).data;
    expect(claimDrawCancel).toEqual({ draw: { phase: 'CANCELLED' }, userErrors: [] });
    const input = { cardId, openid: 'cat', idempotencyKey: 'attempt-1' };
    expect((await run(CLAIM, input)).data.cardClaim).toMatchObject({ claim: { id: expect.any(String) } });
  });

  it('knows no draw of another merchant', async () => {
    const { drawId } = await anOpenDraw();
    const other = await api.aMerchant();
    const { data } = await run(CANCEL, { drawId }, other.secretKey);
    expect(data.claimDrawCancel).toEqual({ draw: null, userErrors: [{ code: 'NOT_FOUND', field: ['drawId'] }] });
  });
});
