import { describe, expect, it } from 'vitest';
import { aCard } from '../../../test/kit/factories.ts';
import { type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { SHOWN_BY_NUMBER } from '../codes/index.ts';
import { commitRedemptions } from './commit-redemptions.store.ts';
import { readyBy } from './ready-redemption.ts';
import { refusalByGrounds } from './redemption-facts.ts';
import { findGrounds } from './redemption-grounds.store.ts';

const CODES = 20_000;
const BATCH = 50;

const ORDER = {
  ...{ way: 'API', storeId: null, staffId: null, amountFen: null, outerStr: null, verificationCode: null },
  offline: null,
} as const;

/** Numbers of so many codes of a card. */
async function manyCodes(ctx: RolledBackContext, cardId: string): Promise<string[]> {
  await ctx.tx.$executeRaw`
    INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "validFrom", "claimedAt", "updatedAt")
    SELECT 'code_' || nth, ${ctx.merchantId}, ${cardId}, 'SYSTEM', (100000000000 + nth)::text, 'user-' || nth, 'NORMAL', ${ctx.now()}, ${ctx.now()}, ${ctx.now()}
    FROM generate_series(1, ${CODES}::int) AS nth`;
  return Array.from({ length: BATCH }, (_, nth) => `${100_000_000_000 + 1 + nth * Math.floor(CODES / BATCH)}`);
}

/** Scans of whole tables, and rows fetched by an index, of this transaction so far. */
async function readsOf({ tx }: RolledBackContext): Promise<{ scans: number; fetched: number }> {
  const [reads] = await tx.$queryRaw<{ scans: bigint; fetched: bigint }[]>`
    SELECT sum("seq_scan")::bigint AS "scans", sum("idx_tup_fetch")::bigint AS "fetched" FROM pg_stat_xact_user_tables`;
  return { scans: Number(reads?.scans), fetched: Number(reads?.fetched) };
}

describe('a batch of redemptions among many codes', () => {
  it('reads a few rows for each, by their indexes', () =>
    rolledBack(async (ctx) => {
      const { merchantId } = ctx;
      const numbers = await manyCodes(ctx, (await aCard(ctx)).id);
      const search = { merchantId, codeId: null, cardId: null, storeId: null, staffId: null };
      const before = await readsOf(ctx);
      const found = await findGrounds(
        ctx,
        numbers.map((number) => ({ ...search, numbers: [number] })),
      );
      const all = found.flat();
      const refusals = all.map((grounds) =>
        refusalByGrounds(ctx, grounds, { ...ORDER, showing: SHOWN_BY_NUMBER, judgedAt: ctx.now() }),
      );
      const ready = all.map((grounds) => readyBy(ctx, { grounds, order: ORDER, kept: null }));
      const verdicts = await commitRedemptions(ctx, ready);
      const after = await readsOf(ctx);
      expect(refusals.filter(Boolean)).toEqual([]);
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(numbers.map(() => 'REDEEMED'));
      expect(after.scans - before.scans).toBe(0);
      expect((after.fetched - before.fetched) / BATCH).toBeLessThan(20);
    }));
});
