import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { claimCard, OutOfStockError } from '../../src/domain/claims/index.ts';
import {
  announceExpiredCodes,
  CodeTakenError,
  countDepositedCodes,
  depositCodes,
  getImport,
  receiveImport,
  replaceCode,
  runNextChunk,
  voidCode,
} from '../../src/domain/codes/index.ts';
import { DomainError } from '../../src/domain/kit/errors.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { adjustStock, stockOf } from '../../src/domain/stock/index.ts';
import { aContext, asUser, type TestContext } from '../kit/context.ts';
import { aCard, aCode, aCustomCard, aPoolCard, leftOf } from '../kit/factories.ts';

const many = <T>(count: number, call: (nth: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, nth) => call(nth)));
const values = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
const reasons = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
const ignoreRefusal = (error: unknown): void => {
  if (!(error instanceof DomainError)) throw error;
};
const numbered = (count: number): string[] => Array.from({ length: count }, (_, nth) => `C${nth}`);
const claim = (ctx: TestContext, cardId: string, nth: number) => claimCard(asUser(ctx, `user-${nth}`), { cardId });
const stockOfCard = async (ctx: TestContext, cardId: string) =>
  (await stockOf(ctx, [cardId])).get(cardId) ?? { quantity: 0, left: 0 };

describe('a pool of codes', () => {
  it('gives 64 claimers 20 codes, each once', async () => {
    const ctx = await aContext();
    const card = await aPoolCard(ctx, { values: numbered(20) });
    const results = await many(64, (nth) => claim(ctx, card.id, nth));
    expect(values(results)).toHaveLength(20);
    expect(reasons(results).every((reason) => reason instanceof OutOfStockError)).toBe(true);
    const codes = await ctx.prisma.code.findMany({ where: { cardId: card.id } });
    expect(codes.map(({ value }) => value).toSorted()).toEqual(numbered(20).toSorted());
    expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 20, free: 0 });
    expect(await leftOf(ctx, card.id)).toBe(0);
  });

  it('takes each code once of deposits that come together', async () => {
    const ctx = await aContext();
    const card = await aPoolCard(ctx, { values: ['OLD'], left: 0 });
    const orders = [numbered(500), numbered(500).toReversed(), numbered(700)];
    const results = await many(12, (nth) => depositCodes(ctx, { cardId: card.id, values: orders[nth % 3] ?? [] }));
    expect(reasons(results)).toEqual([]);
    expect(values(results).flatMap(({ added }) => added)).toHaveLength(700);
    expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 701, free: 701 });
  });

  it('never promises more pieces than codes, whoever claims meanwhile', async () => {
    const ctx = await aContext();
    const card = await aPoolCard(ctx, { values: numbered(60), left: 20 });
    const results = await many(
      90,
      (nth): Promise<unknown> =>
        nth % 3 === 0 ? adjustStock(ctx, { cardId: card.id, delta: nth % 2 === 0 ? 4 : -1 }) : claim(ctx, card.id, nth),
    );
    const { quantity, left } = await stockOfCard(ctx, card.id);
    const claimed = await ctx.prisma.claim.count({ where: { cardId: card.id } });
    const { free } = await countDepositedCodes(ctx, card.id);
    expect(quantity).toBe(claimed + left);
    expect(free).toBe(60 - claimed);
    expect(left).toBeLessThanOrEqual(free);
    expect(values(results).length).toBeGreaterThan(0);
  });
});

describe('stock', () => {
  it('adds up under claims, refills and withdrawals at once', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx, { quantity: 30 });
    await many(
      120,
      (nth): Promise<unknown> =>
        nth % 4 === 0 ? adjustStock(ctx, { cardId: card.id, delta: nth % 8 === 0 ? 3 : -4 }) : claim(ctx, card.id, nth),
    );
    const { quantity, left } = await stockOfCard(ctx, card.id);
    expect(quantity).toBe((await ctx.prisma.claim.count({ where: { cardId: card.id } })) + left);
    const changes = await ctx.prisma.stockChange.findMany({ where: { cardId: card.id } });
    expect(changes.reduce((sum, { delta }) => sum + delta, 0)).toBe(quantity);
  });

  it('that runs low is told once', async () => {
    const ctx = await aContext();
    const card = await aCard(ctx, { quantity: 120 });
    await adjustStock(ctx, { cardId: card.id, delta: 90 });
    for (let done = 0; done < 150; done += 30) await many(30, (nth) => claim(ctx, card.id, done + nth));
    expect(await leftOf(ctx, card.id)).toBe(60);
    const told = await ctx.prisma.event.findMany({ where: { cardId: card.id, type: 'card.stock_low' } });
    expect(told.map(({ data }) => data)).toEqual([{ quantity: 210, left: 100 }]);
  });
});

describe('one code', () => {
  it('of the merchant’s goes to one of those for whom it is named at once', async () => {
    const ctx = await aContext();
    const card = await aCustomCard(ctx);
    const results = await many(20, (nth) => claimCard(ctx, { cardId: card.id, openid: `user-${nth}`, code: 'VIP-01' }));
    expect(values(results)).toHaveLength(1);
    expect(reasons(results).every((reason) => reason instanceof CodeTakenError)).toBe(true);
    expect(await leftOf(ctx, card.id)).toBe(9);
  });

  it('takes a number once, of many that are replaced by it at once', async () => {
    const ctx = await aContext();
    const card = await aCustomCard(ctx, { quantity: 20 });
    await many(10, (nth) => claimCard(ctx, { cardId: card.id, openid: `user-${nth}`, code: `VIP-${nth}` }));
    const results = await many(10, (nth) =>
      replaceCode(ctx, { cardId: card.id, value: `VIP-${nth}`, newValue: 'NEW' }),
    );
    expect(values(results)).toHaveLength(1);
    expect(reasons(results).every((reason) => reason instanceof CodeTakenError)).toBe(true);
  });

  it('is redeemed or made void, never both', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const results = await many(
      20,
      (nth): Promise<unknown> =>
        nth % 2 === 0 ? redeemCode(ctx, { value: code.value }) : voidCode(ctx, { value: code.value }),
    );
    expect(values(results)).toHaveLength(1);
    expect(await ctx.prisma.codeHistory.count({ where: { codeId: code.id } })).toBe(2);
  });

  it('is redeemed or told to be over, never both, whoever is at it at its end', async () => {
    const ctx = await aContext();
    const { actor: _nobody, ...clock } = ctx;
    const codes = [];
    for (let nth = 0; nth < 8; nth += 1) codes.push((await aCode(ctx)).code);
    const end = new Date(Date.now() + 100);
    await ctx.prisma.code.updateMany({ where: { merchantId: ctx.merchantId }, data: { validUntil: end } });
    const isOver = (): boolean => Date.now() > end.getTime() + 50;
    await Promise.all([
      ...codes.map(async ({ value }, nth) => {
        // Each from another moment on, so that some are in time and some are not.
        await sleep(nth * 20);
        return redeemCode(ctx, { value }).catch(ignoreRefusal);
      }),
      (async () => {
        while (!isOver()) await announceExpiredCodes(clock);
      })(),
    ]);
    // Who was left for the next time is told of then.
    while (await announceExpiredCodes(clock));
    const told = await ctx.prisma.event.findMany({
      where: { merchantId: ctx.merchantId, type: { in: ['code.redeemed', 'code.expired'] } },
    });
    expect(told).toHaveLength(codes.length);
    expect(new Set(told.map(({ codeId }) => codeId))).toEqual(new Set(codes.map(({ id }) => id)));
    expect(told.filter(({ type }) => type === 'code.redeemed')).toHaveLength(
      await ctx.prisma.code.count({ where: { merchantId: ctx.merchantId, status: 'CONSUMED' } }),
    );
  });
});

describe('imports', () => {
  async function* bytesOf(rows: readonly string[]): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(rows.join('\n')));
  }

  it('are done once, however many workers there are', async () => {
    const ctx = await aContext();
    const card = await aPoolCard(ctx, { values: ['OLD'], left: 0 });
    const files = [numbered(25_000), numbered(12_000), [...numbered(100), 'X 1']];
    const imports = [];
    for (const rows of files)
      imports.push(await receiveImport(ctx, { cardId: card.id, fileName: null, bytes: bytesOf(rows) }));
    const worker = async (): Promise<void> => {
      let idle = 0;
      while (idle < 3) idle = (await runNextChunk(ctx)) ? 0 : idle + 1;
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    const done = await Promise.all(imports.map(({ id }) => getImport(ctx, id)));
    expect(done.map(({ status, doneCount }) => [status, doneCount])).toEqual([
      ['DONE', 25_000],
      ['DONE', 12_000],
      ['DONE', 101],
    ]);
    expect(done.reduce((sum, { addedCount }) => sum + addedCount, 0)).toBe(25_000);
    expect(await countDepositedCodes(ctx, card.id)).toEqual({ total: 25_001, free: 25_001 });
    const problems = await ctx.prisma.importProblem.count({ where: { import: { cardId: card.id } } });
    expect(problems).toBe(12_000 + 100 + 1);
  });
});
