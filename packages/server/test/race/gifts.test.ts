import { describe, expect, it } from 'vitest';
import { voidCode } from '../../src/domain/codes/index.ts';
import { acceptGift, cancelGift, endOverdueGifts, GiftGoneError, giveCode } from '../../src/domain/gifts/index.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { aContext, asUser, at, type TestContext } from '../kit/context.ts';
import { aCode, aPoolCard } from '../kit/factories.ts';
import { claimCard } from '../../src/domain/claims/index.ts';

const many = <T>(count: number, call: (nth: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, nth) => call(nth)));
const values = <T>(results: PromiseSettledResult<T>[]): T[] =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
const reasons = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));

async function aGift(ctx: TestContext) {
  const { code, card } = await aCode(ctx);
  return { code, card, gift: await giveCode(asUser(ctx, 'ann'), { value: code.value, isGroup: true }) };
}

/** What a code went through, from its making; each line begins where the one before ended. */
async function lifeOf(ctx: TestContext, codeId: string): Promise<string[]> {
  const lines = await ctx.prisma.codeHistory.findMany({ where: { codeId }, orderBy: { id: 'asc' } });
  for (const [nth, { from }] of lines.entries()) expect(from).toBe(lines[nth - 1]?.to ?? null);
  return lines.map(({ to }) => to);
}

describe('a link to a group', () => {
  it('goes to one of 64 who take it at once', async () => {
    const ctx = await aContext();
    const { code, card, gift } = await aGift(ctx);
    const results = await many(64, (nth) =>
      acceptGift(asUser(ctx, `friend-${nth}`), { token: gift.token, idempotencyKey: `take-${nth}-0000` }),
    );
    const [winner] = values(results);
    expect(values(results)).toHaveLength(1);
    expect(reasons(results).every((reason) => reason instanceof GiftGoneError)).toBe(true);
    const codes = await ctx.prisma.code.findMany({ where: { cardId: card.id }, orderBy: { id: 'asc' } });
    expect(codes).toMatchObject([
      { id: code.id, status: 'GIFTED' },
      { id: winner?.code.id, status: 'NORMAL' },
    ]);
    expect(await ctx.prisma.event.count({ where: { codeId: code.id, type: 'code.gifted' } })).toBe(1);
    expect(await lifeOf(ctx, code.id)).toEqual(['NORMAL', 'GIFTING', 'GIFTED']);
  });

  it('makes one code of one key that is sent 40 times at once', async () => {
    const ctx = await aContext();
    const { card, gift } = await aGift(ctx);
    const order = { token: gift.token, idempotencyKey: 'take-one-0001' };
    const results = await many(40, () => acceptGift(asUser(ctx, 'bob'), order));
    expect(reasons(results)).toEqual([]);
    expect(new Set(values(results).map(({ code }) => code.id)).size).toBe(1);
    expect(await ctx.prisma.code.count({ where: { cardId: card.id } })).toBe(2);
  });
});

it('makes one gift of a code that is given 20 times at once', async () => {
  const ctx = await aContext();
  const { code } = await aCode(ctx);
  const results = await many(20, () => giveCode(asUser(ctx, 'ann'), { value: code.value }));
  expect(values(results)).toHaveLength(1);
  expect(await ctx.prisma.gift.count({ where: { codeId: code.id } })).toBe(1);
});

describe('accept, cancel, timeout, void and redeem of one code', () => {
  it.each(Array.from({ length: 10 }, (_, nth) => nth))('have one winner, and history tells which (%d)', async (nth) => {
    const ctx = await aContext();
    const { code, card, gift } = await aGift(ctx);
    const late = at(ctx, gift.expiresAt);
    const { actor: _nobody, ...clock } = late;
    const { value } = code;
    const contenders: (() => Promise<unknown>)[] = [
      () => acceptGift(asUser(ctx, 'bob'), { token: gift.token }),
      () => cancelGift(asUser(ctx, 'ann'), { id: gift.id }),
      () => endOverdueGifts(clock),
      () => voidCode(ctx, { value }),
      () => redeemCode(late, { value }),
    ];
    // Each round another begins.
    const order = [...contenders.slice(nth % contenders.length), ...contenders.slice(0, nth % contenders.length)];
    await Promise.allSettled(order.map((begin) => begin()));

    const ended = await ctx.prisma.gift.findUniqueOrThrow({ where: { id: gift.id } });
    const given = await ctx.prisma.code.findUniqueOrThrow({ where: { id: code.id } });
    const life = await lifeOf(ctx, code.id);
    expect(given).toMatchObject({ status: life.at(-1), giftExpiresAt: null });
    expect(life.slice(0, 2)).toEqual(['NORMAL', 'GIFTING']);
    const next = { ACCEPTED: 'GIFTED', CANCELLED: 'NORMAL', TIMED_OUT: 'GIFT_TIMEOUT', ENDED: 'UNAVAILABLE' };
    expect(next).toHaveProperty(ended.status, life[2]);
    const made = await ctx.prisma.code.findMany({ where: { cardId: card.id, id: { not: code.id } } });
    expect(made).toHaveLength(ended.status === 'ACCEPTED' ? 1 : 0);
    expect(await ctx.prisma.redemption.count({ where: { cardId: card.id } })).toBe(life.at(-1) === 'CONSUMED' ? 1 : 0);
    const told = await ctx.prisma.event.findMany({ where: { codeId: code.id, type: { startsWith: 'code.gift' } } });
    expect(told).toHaveLength(ended.status === 'ENDED' ? 1 : 2);
  });
});

it('leaves a deposited code in one pair of hands, however many take it and redeem it', async () => {
  const ctx = await aContext();
  const card = await aPoolCard(ctx, { values: ['POOL-1'] });
  await claimCard(ctx, { cardId: card.id, openid: 'ann' });
  const reference = { cardId: card.id, value: 'POOL-1' };
  const { token } = await giveCode(asUser(ctx, 'ann'), reference);
  const results = await many<unknown>(20, (nth) =>
    nth % 2 === 0 ? acceptGift(asUser(ctx, `friend-${nth}`), { token }) : redeemCode(ctx, reference),
  );
  const inHands = await ctx.prisma.code.findMany({ where: { cardId: card.id, status: { not: 'GIFTED' } } });
  expect(inHands).toHaveLength(1);
  expect(await ctx.prisma.depositedCode.findMany({ where: { cardId: card.id } })).toMatchObject([
    { codeId: inHands[0]?.id },
  ]);
  expect(await ctx.prisma.redemption.count({ where: { cardId: card.id } })).toBeLessThanOrEqual(1);
  expect(values(results).length).toBeLessThanOrEqual(2);
});
