import { describe, expect, it } from 'vitest';
import { aCard, aStore } from '../../../test/kit/factories.ts';
import { type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { keyScopeOf } from '../kit/idempotency.ts';
import { commitRedemptions } from './commit-redemptions.store.ts';
import { readyBy, type RedemptionOrder } from './ready-redemption.ts';
import { findGrounds } from './redemption-grounds.store.ts';

const CODES = 20_000;
const BATCH = 50;
/** PostgreSQL keeps a plan from the sixth call of a connection on. */
const CALLS_BEFORE = 6;

const ORDER: RedemptionOrder = {
  ...{ way: 'API', storeId: null, staffId: null, amountFen: null, outerStr: null, verificationCode: null },
  offline: null,
};

type Manner = { mode: 'SYSTEM' | 'CUSTOM'; isCardNamed: boolean };
type Making = { cardId: string; mode: Manner['mode']; from: number; to: number };

/** Codes of a card with the numbers of a range; each has a holder of its own, and an answer that is kept. */
async function makeCodes(ctx: RolledBackContext, { cardId, mode, from, to }: Making): Promise<void> {
  const { merchantId, tx } = ctx;
  const at = ctx.now();
  await tx.$executeRaw`
    INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "validFrom", "claimedAt", "updatedAt")
    SELECT 'code_' || nth, ${merchantId}, ${cardId}, ${mode}::"CodeMode", nth::text, 'user-' || nth, 'NORMAL', ${at}, ${at}, ${at}
    FROM generate_series(${from}::bigint, ${to}::bigint) AS nth`;
  await tx.$executeRaw`
    INSERT INTO "CardUser" ("merchantId", "cardId", "openid", "claimCount")
    SELECT ${merchantId}, ${cardId}, 'user-' || nth, 1 FROM generate_series(${from}::bigint, ${to}::bigint) AS nth`;
  await tx.$executeRaw`
    INSERT INTO "IdempotencyRecord" ("merchantId", "operation", "scope", "key", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT ${merchantId}, 'codeRedeem', ${keyScopeOf(ctx)}, 'old-' || nth, 'hash', '{}', ${at}, ${at}
    FROM generate_series(${from}::bigint, ${to}::bigint) AS nth`;
}

type Place = { cardId: string | null; storeId: string };

async function redeem(ctx: RolledBackContext, numbers: readonly number[], place: Place): Promise<string[]> {
  const search = { merchantId: ctx.merchantId, codeId: null, staffId: null, ...place };
  const found = await findGrounds(
    ctx,
    numbers.map((number) => ({ ...search, numbers: [String(number)] })),
  );
  const ready = found.flat().map((grounds) => {
    const kept = { key: `new-${grounds.code.id}`, scope: keyScopeOf(ctx), requestHash: 'hash', keepUntil: ctx.now() };
    return readyBy(ctx, { grounds, order: { ...ORDER, storeId: place.storeId }, kept });
  });
  return (await commitRedemptions(ctx, ready)).map(({ verdict }) => verdict);
}

/**
 * Scans of whole tables that grow with each code, and rows that were read by an index of any, in this transaction so far.
 * How foreign keys look into small tables is PostgreSQL's own.
 */
async function readsOf({ tx }: RolledBackContext): Promise<{ scans: number; rows: number }> {
  const [tables] = await tx.$queryRaw<{ scans: bigint; rows: bigint }[]>`
    SELECT sum("seq_scan") FILTER (WHERE "relname" IN ('Code', 'CardUser', 'IdempotencyRecord', 'Redemption'))::bigint AS "scans",
      sum("idx_tup_fetch")::bigint AS "rows"
    FROM pg_stat_xact_user_tables`;
  return { scans: Number(tables?.scans), rows: Number(tables?.rows) };
}

describe('a batch of redemptions among many codes', () => {
  it.each<Manner>([
    { mode: 'SYSTEM', isCardNamed: false },
    { mode: 'SYSTEM', isCardNamed: true },
    { mode: 'CUSTOM', isCardNamed: true },
  ])('reads a few rows for each, by their indexes: %j', ({ mode, isCardNamed }) =>
    rolledBack(async (ctx) => {
      const cardId = (await aCard(ctx)).id;
      const place = { cardId: isCardNamed ? cardId : null, storeId: (await aStore(ctx)).id };
      const first = 100_000_000_000;
      await makeCodes(ctx, { cardId, mode, from: first + 1, to: first + CALLS_BEFORE });
      for (let nth = 1; nth <= CALLS_BEFORE; nth += 1) await redeem(ctx, [first + nth], place);
      await makeCodes(ctx, { cardId, mode, from: first + CALLS_BEFORE + 1, to: first + CODES });
      const before = await readsOf(ctx);
      const numbers = Array.from({ length: BATCH }, (_, nth) => first + CODES - nth * 100);
      expect(await redeem(ctx, numbers, place)).toEqual(numbers.map(() => 'REDEEMED'));
      const after = await readsOf(ctx);
      expect(after.scans - before.scans).toBe(0);
      expect((after.rows - before.rows) / BATCH).toBeLessThan(20);
    }),
  );
});

it('changes a code in place: no index of codes names what a redemption writes', () =>
  rolledBack(async ({ tx }) => {
    const indexes = await tx.$queryRaw<
      { indexdef: string }[]
    >`SELECT indexdef FROM pg_indexes WHERE tablename = 'Code'`;
    expect(indexes.length).toBeGreaterThan(0);
    expect(indexes.filter(({ indexdef }) => /status|updatedAt/.test(indexdef))).toEqual([]);
  }));
