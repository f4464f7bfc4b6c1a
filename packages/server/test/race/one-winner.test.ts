import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { announceExpiredCodes, voidCode } from '../../src/domain/codes/index.ts';
import { acceptGift, cancelGift, endOverdueGifts, giveCode } from '../../src/domain/gifts/index.ts';
import { DomainError } from '../../src/domain/kit/errors.ts';
import { redeemCode } from '../../src/domain/redemptions/index.ts';
import { claimCard } from '../../src/domain/claims/index.ts';
import type { Card, Code } from '../../src/generated/prisma/client.ts';
import { aContext, asUser, type TestContext } from '../kit/context.ts';
import { aCard } from '../kit/factories.ts';
import { randomOf } from '../kit/random.ts';

type Winner = 'CONSUMED' | 'GIFTED' | 'UNAVAILABLE' | 'EXPIRED';
type Random = () => number;
/** What somebody tries, and what the code is by it; null: nothing that lasts. */
type Try = { to: Winner | null; run: () => Promise<unknown> };

const TOLD = {
  CONSUMED: 'code.redeemed',
  GIFTED: 'code.gifted',
  UNAVAILABLE: 'code.voided',
  EXPIRED: 'code.expired',
} satisfies Record<Winner, string>;

let ctx: TestContext;
let card: Card;
beforeAll(async () => {
  ctx = await aContext();
  card = await aCard(ctx, { quantity: 100, canGiveFriend: true, useLimit: 50 });
});

async function aHeldCode(openid: string): Promise<Code> {
  const { codeId } = await claimCard(ctx, { cardId: card.id, openid });
  return ctx.prisma.code.findUniqueOrThrow({ where: { id: codeId } });
}

/** Ends the validity of the code within the next moments, and with it the gift that it is. */
async function endSoon({ id }: Code, gift: { id: string } | null, random: Random): Promise<Date> {
  const validUntil = new Date(Date.now() + 20 + Math.floor(random() * 300));
  const ending = { validUntil, ...(gift && { giftExpiresAt: validUntil }) };
  await ctx.prisma.code.update({ where: { id }, data: ending });
  if (gift) await ctx.prisma.gift.update({ where: { id: gift.id }, data: { expiresAt: validUntil } });
  return validUntil;
}

function triesAt({ value, openid }: Code, gift: { id: string; token: string } | null): Try[] {
  const [ann, bob, cat] = [asUser(ctx, openid), asUser(ctx, 'bob'), asUser(ctx, 'cat')];
  const redeem: Try = { to: 'CONSUMED', run: () => redeemCode(ctx, { value }) };
  const expire: Try = { to: null, run: () => announceExpiredCodes(ctx) };
  const timeOut: Try = { to: null, run: () => endOverdueGifts(ctx) };
  const accept = (friend: TestContext): Try => ({
    to: 'GIFTED',
    run: async () => acceptGift(friend, { token: (gift ?? (await giveCode(ann, { value }))).token }),
  });
  const cancel: Try[] = gift ? [{ to: null, run: () => cancelGift(ann, { id: gift.id }) }] : [];
  return [redeem, redeem, redeem, expire, expire, timeOut, accept(bob), accept(cat), ...cancel];
}

const shuffled = <T>(entries: readonly T[], random: Random): T[] =>
  entries
    .map((entry) => ({ entry, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ entry }) => entry);

/** Begins all within a few turns of the loop; gives what has won by the answers. */
async function race(tries: readonly Try[], random: Random): Promise<Winner[]> {
  const results = await Promise.allSettled(
    tries.map(async ({ to, run }) => {
      for (let turns = Math.floor(random() * 12); turns > 0; turns -= 1) await nextTurn();
      await run();
      return to;
    }),
  );
  const reasons = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  expect(reasons.filter((reason) => !(reason instanceof DomainError))).toEqual([]);
  return results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
}

/** The lines of a code's history: each begins where the one before ended, and no earlier. */
async function historyOf(codeId: string) {
  const lines = await ctx.prisma.codeHistory.findMany({ where: { codeId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).toSorted());
  for (const [nth, { from }] of lines.entries()) expect(from).toBe(lines[nth - 1]?.to ?? null);
  return lines;
}

async function toldOf(codeId: string): Promise<string[]> {
  const type = { in: Object.values(TOLD) };
  return (await ctx.prisma.event.findMany({ where: { codeId, type } })).map((event) => event.type);
}

describe('redeem, accept, void and the end of the validity of one code', () => {
  const seeds = Array.from({ length: 24 }, (_, nth) => nth + 1);
  it.each(seeds)('have one winner, and its history tells which (seed %d)', async (seed) => {
    const random = randomOf(seed);
    const ann = `ann-${seed}`;
    const code = await aHeldCode(ann);
    const isOffered = seed % 4 >= 2;
    const gift = isOffered ? await giveCode(asUser(ctx, ann), { value: code.value, isGroup: true }) : null;
    // Last: on a busy machine a gift takes longer than the time that is left.
    const end = seed % 2 === 0 ? await endSoon(code, gift, random) : null;
    const tries = triesAt(code, gift);
    // A code whose time is over can still be made void, so that these two are no rivals.
    const ending: Try = { to: 'UNAVAILABLE', run: () => voidCode(ctx, { value: code.value }) };
    const won = await race(shuffled(end ? tries : [...tries, ending], random), random);
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThanOrEqual(end?.getTime() ?? 0);
    await endOverdueGifts(ctx);
    await announceExpiredCodes(ctx);

    const lines = await historyOf(code.id);
    const last = lines.at(-1);
    const lasting = lines.filter(({ to }) => ['CONSUMED', 'GIFTED', 'UNAVAILABLE'].includes(to));
    const winner = lasting.length > 0 ? lasting[0]?.to : 'EXPIRED';
    expect(lasting.length).toBeLessThanOrEqual(1);
    expect(winner).toBe(won[0] ?? 'EXPIRED');
    expect(won.length).toBe(lasting.length);
    expect(lasting.at(-1) ?? last).toBe(last);
    expect(await ctx.prisma.code.findUnique({ where: { id: code.id } })).toMatchObject({ status: last?.to });
    expect(await toldOf(code.id)).toEqual([TOLD[won[0] ?? 'EXPIRED']]);
    const gifts = await ctx.prisma.gift.findMany({ where: { codeId: code.id, newCodeId: { not: null } } });
    const redeemed = await ctx.prisma.redemption.findMany({ where: { codeId: code.id } });
    expect([redeemed.length, gifts.length]).toEqual([Number(winner === 'CONSUMED'), Number(winner === 'GIFTED')]);
    // Nobody used what was over: the moment that was judged is the one on record.
    const moments = [...lasting.map(({ at }) => at), ...redeemed.map(({ redeemedAt }) => redeemedAt)];
    for (const at of moments) expect(at.getTime()).toBeLessThan(end?.getTime() ?? Infinity);
  });
});
