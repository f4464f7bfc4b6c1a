import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimCard } from '../../src/domain/claims/index.ts';
import type { Tx } from '../../src/domain/kit/context.ts';
import { IdempotencyInProgressError, ThrottledError } from '../../src/domain/kit/errors.ts';
import { inTransaction } from '../../src/domain/kit/transaction.ts';
import { adjustStock } from '../../src/domain/stock/index.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { aContext, type TestContext } from '../kit/context.ts';
import { testDatabaseUrl } from '../kit/database.ts';
import { aCard, leftOf } from '../kit/factories.ts';
import { type Api, server } from '../kit/server.ts';

let api: Api;
beforeAll(async () => {
  api = await server();
});
afterAll(() => api.stop());

/** Does `hold` in a transaction that stays open while `meanwhile` runs, then lets go. */
async function whileHeld<T>(
  { prisma }: Pick<TestContext, 'prisma'>,
  hold: (tx: Tx) => Promise<unknown>,
  meanwhile: () => Promise<T>,
): Promise<T> {
  let letGo = (): void => undefined;
  const done = new Promise<void>((resolve) => (letGo = resolve));
  let tell = (): void => undefined;
  const held = new Promise<void>((resolve) => (tell = resolve));
  const holding = prisma.$transaction(
    async (tx) => {
      await hold(tx);
      tell();
      await done;
    },
    { timeout: 25_000, maxWait: 20_000 },
  );
  await Promise.race([held, holding]);
  try {
    return await meanwhile();
  } finally {
    letGo();
    await holding;
  }
}

const holdLotOf = (cardId: string) => (tx: Tx) =>
  tx.$queryRaw`SELECT 1 AS "held" FROM "StockLot" WHERE "cardId" = ${cardId} FOR UPDATE`;

// Each waits as long as the database lets it: side by side they cost the time of one.
describe.concurrent('who waits too long', () => {
  it('for the stock of a card is told to come back, and nothing is done', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx);
    const input = { cardId: card.id, openid: 'ann', idempotencyKey: 'waiting-0001' };
    const refused = await whileHeld(ctx, holdLotOf(card.id), () => claimCard(ctx, input).catch((error) => error));
    expect(refused).toBeInstanceOf(ThrottledError);
    expect(refused).toMatchObject({ code: 'THROTTLED', retryable: true, retryAfterMs: 1_000 });
    expect([await leftOf(ctx, card.id), await ctx.prisma.claim.count({ where: { cardId: card.id } })]).toEqual([10, 0]);
    expect((await claimCard(ctx, input)).replayed).toBe(false);
  });

  it('hears it at the GraphQL door as data', async () => {
    const merchant = await api.aMerchant();
    const card = await aCard(merchant.ctx);
    const document = `mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id }
      userErrors { code retryable weixinCode ... on ThrottledError { retryAfterMs } } } }`;
    const input = { cardId: card.id, openid: 'ann', idempotencyKey: 'waiting-0002' };
    const { status, json } = await whileHeld(api.root, holdLotOf(card.id), () =>
      api.gql(document, { input }, merchant.secretKey),
    );
    expect([status, json.errors]).toEqual([200, undefined]);
    expect(json.data.cardClaim).toEqual({
      claim: null,
      userErrors: [{ code: 'THROTTLED', retryable: true, weixinCode: 45_011, retryAfterMs: 1_000 }],
    });
  });

  it('for a row that is written through the ORM is told to come back', async () => {
    const ctx = await aContext();
    const hold = (tx: Tx) => tx.merchant.update({ where: { id: ctx.merchantId }, data: { name: 'Held' } });
    const write = () =>
      inTransaction(ctx, (tx) => tx.merchant.update({ where: { id: ctx.merchantId }, data: { name: 'Waiting' } }));
    await whileHeld(ctx, hold, () => expect(write()).rejects.toThrow(ThrottledError));
  });

  it('for a connection is told to come back', async () => {
    const adapter = new PrismaPg({ connectionString: await testDatabaseUrl(), max: 1 });
    const ctx = { ...(await aContext()), prisma: new PrismaClient({ adapter }) };
    const hold = (tx: Tx) => tx.$queryRaw`SELECT 1 AS "held"`;
    const read = () => inTransaction(ctx, (tx) => tx.merchant.count());
    await whileHeld(ctx, hold, () => expect(read()).rejects.toThrow(ThrottledError));
    await ctx.prisma.$disconnect();
  });

  it('for the first call of an idempotency key is told that it is in progress', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx);
    const input = { cardId: card.id, delta: 3, idempotencyKey: 'waiting-0003' };
    const first = (tx: Tx) => adjustStock({ ...ctx, tx }, input);
    await whileHeld(ctx, first, () => expect(adjustStock(ctx, input)).rejects.toThrow(IdempotencyInProgressError));
    expect((await adjustStock(ctx, input)).replayed).toBe(true);
    expect(await leftOf(ctx, card.id)).toBe(13);
  });
});

describe('a deadlock', () => {
  it('lets one go on and tells the other to come back', async () => {
    const [one, two] = [await aContext(), await aContext()];
    const rename = (tx: Tx, id: string) => tx.merchant.update({ where: { id }, data: { name: 'Renamed' } });
    const crossing = ([first, second]: readonly [string, string]) =>
      inTransaction(one, async (tx) => {
        await rename(tx, first);
        await new Promise((resolve) => setTimeout(resolve, 300));
        await rename(tx, second);
      });
    const [forth, back] = await Promise.allSettled([
      crossing([one.merchantId, two.merchantId]),
      crossing([two.merchantId, one.merchantId]),
    ]);
    const reasons = [forth, back].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toEqual([expect.any(ThrottledError)]);
  });
});
