import { describe, expect, it } from 'vitest';
import { aCode } from '../../../test/kit/factories.ts';
import { another, at, type RolledBackContext, rolledBack as rolledBackBeside } from '../../../test/kit/rolled-back.ts';
import type { Code } from '../../generated/prisma/client.ts';
import { redeemCode, reverseRedemption } from '../redemptions/index.ts';
import { announceExpiredCodes, deleteCode, takeBackCode, voidCode } from './index.ts';

const MINUTE_MS = 60_000;

/** All merchants' codes are looked at, so those that other tests left in this database count as told of. */
const rolledBack = (work: (ctx: RolledBackContext) => Promise<void>): Promise<void> =>
  rolledBackBeside(async (ctx) => {
    await ctx.tx.code.updateMany({ where: { expiryToldAt: null }, data: { expiryToldAt: ctx.now() } });
    await work(ctx);
  });

async function anEndingCode(ctx: RolledBackContext): Promise<Code & { validUntil: Date }> {
  const { code } = await aCode(ctx);
  if (code.validUntil === null) throw new Error('The factory makes codes with an end');
  return { ...code, validUntil: code.validUntil };
}

const announceAt = (ctx: RolledBackContext, time: Date): Promise<boolean> => announceExpiredCodes(at(ctx, time));
const toldOf = (ctx: RolledBackContext, codeId: string) =>
  ctx.tx.event.findMany({ where: { codeId, type: 'code.expired' } });

describe('announceExpiredCodes', () => {
  it('tells of a code at its end, not before, and once', () =>
    rolledBack(async (ctx) => {
      const { id, cardId, value, validUntil } = await anEndingCode(ctx);
      await announceAt(ctx, new Date(validUntil.getTime() - 1));
      expect(await toldOf(ctx, id)).toEqual([]);
      expect(await announceAt(ctx, validUntil)).toBe(false);
      await announceAt(ctx, new Date(validUntil.getTime() + MINUTE_MS));
      expect(await toldOf(ctx, id)).toMatchObject([
        {
          merchantId: ctx.merchantId,
          cardId,
          openid: 'ann',
          occurredAt: validUntil,
          actorKind: 'system',
          data: { code: value, validUntil: validUntil.toISOString() },
        },
      ]);
      expect(await ctx.tx.code.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'NORMAL' });
    }));

  it('tells of what ended while nothing ran, the oldest end first, of every merchant', () =>
    rolledBack(async (ctx) => {
      const [first, second] = [await anEndingCode(ctx), await anEndingCode(await another(ctx))];
      const earlier = new Date(first.validUntil.getTime() - MINUTE_MS);
      await ctx.tx.code.update({ where: { id: second.id }, data: { validUntil: earlier } });
      await announceAt(ctx, new Date(first.validUntil.getTime() + 90 * 1_440 * MINUTE_MS));
      const told = await ctx.tx.event.findMany({
        where: { codeId: { in: [first.id, second.id] }, type: 'code.expired' },
        orderBy: { position: 'asc' },
      });
      expect(told.map(({ codeId }) => codeId)).toEqual([second.id, first.id]);
    }));

  it('says nothing of what was used, made void, deleted or is on its way to a friend', () =>
    rolledBack(async (ctx) => {
      const codes = [
        await anEndingCode(ctx),
        await anEndingCode(ctx),
        await anEndingCode(ctx),
        await anEndingCode(ctx),
      ] as const;
      const [used, voided, deleted, gifting] = codes;
      await redeemCode(ctx, { value: used.value });
      await voidCode(ctx, { value: voided.value });
      await deleteCode(ctx, { value: deleted.value });
      await ctx.tx.code.update({ where: { id: gifting.id }, data: { status: 'GIFTING' } });
      const after = new Date(used.validUntil.getTime() + MINUTE_MS);
      await announceAt(ctx, after);
      for (const { id } of codes) expect(await toldOf(ctx, id)).toEqual([]);
    }));

  it('tells of a code that is back in hand after its end: a gift that nobody took, a redemption that was taken back', () =>
    rolledBack(async (ctx) => {
      const [given, used] = [await anEndingCode(ctx), await anEndingCode(ctx)];
      await ctx.tx.code.update({ where: { id: given.id }, data: { status: 'GIFTING' } });
      const { id: redemptionId } = await redeemCode(ctx, { value: used.value });
      const after = at(ctx, new Date(used.validUntil.getTime() + MINUTE_MS));
      await announceExpiredCodes(after);
      await takeBackCode(ctx.tx, after, {
        code: { ...given, status: 'GIFTING' },
        to: 'GIFT_TIMEOUT',
        reason: 'gift timed out',
      });
      await reverseRedemption(after, { redemptionId, reason: 'another store' });
      for (let nth = 0; nth < 2; nth += 1) await announceExpiredCodes(after);
      for (const { id } of [given, used]) expect(await toldOf(ctx, id)).toHaveLength(1);
    }));

  it('comes by a code that was used up once, however often it looks', () =>
    rolledBack(async (ctx) => {
      const { id, value, validUntil } = await anEndingCode(ctx);
      await redeemCode(ctx, { value });
      const passedAt = async (): Promise<unknown> => {
        const rows = await ctx.tx.$queryRaw<
          { at: Date | null }[]
        >`SELECT "expiryPassedAt" AS "at" FROM "Code" WHERE "id" = ${id}`;
        return rows[0]?.at;
      };
      await announceAt(ctx, new Date(validUntil.getTime() - 1));
      expect(await passedAt()).toBeNull();
      await announceAt(ctx, validUntil);
      await announceAt(ctx, new Date(validUntil.getTime() + MINUTE_MS));
      expect(await passedAt()).toEqual(validUntil);
    }));

  it('goes piece by piece, and says whether there is more', () =>
    rolledBack(async (ctx) => {
      const code = await anEndingCode(ctx);
      const { id: _id, value: _value, ...same } = code;
      const data = Array.from({ length: 500 }, (_, nth) => ({
        ...same,
        id: `${code.id}${nth}`,
        value: `1000000${String(nth).padStart(5, '0')}`,
      }));
      await ctx.tx.code.createMany({ data });
      expect(await announceAt(ctx, code.validUntil)).toBe(true);
      expect(await announceAt(ctx, code.validUntil)).toBe(false);
      const where = { merchantId: ctx.merchantId, type: 'code.expired' };
      expect(await ctx.tx.event.count({ where })).toBe(501);
    }));

  it('finds what has ended by an index of its own', () =>
    rolledBack(async (ctx) => {
      await ctx.tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      const plan = await ctx.tx.$queryRaw<{ 'QUERY PLAN': string }[]>`
        EXPLAIN SELECT "id" FROM "Code"
        WHERE "expiryToldAt" IS NULL AND "expiryPassedAt" IS NULL AND "validUntil" <= now()
        ORDER BY "validUntil" LIMIT 500`;
      expect(JSON.stringify(plan)).toContain('Code_ended_idx');
    }));
});
