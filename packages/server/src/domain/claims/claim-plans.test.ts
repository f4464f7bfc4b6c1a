import { describe, expect, it } from 'vitest';
import { aCard, aCustomCard, aPoolCard } from '../../../test/kit/factories.ts';
import { type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { keptBy } from '../kit/idempotency.ts';
import { orderOf } from './claim-order.ts';
import { commitClaims } from './commit-claims.store.ts';
import { readCard } from './known-cards.ts';

const OTHERS = 20_000;
const BATCH = 50;
/** PostgreSQL keeps a plan from the sixth call of a connection on. */
const CALLS_BEFORE = 6;
const MANNER = { isAlone: false, lowMark: 0, lowFrom: 0 };

/** Codes, users and kept answers of others who claimed the card before. */
async function othersClaim({ tx, merchantId, now }: RolledBackContext, cardId: string): Promise<void> {
  const at = now();
  await tx.$executeRaw`
    INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "validFrom", "claimedAt", "updatedAt")
    SELECT ${cardId} || nth, ${merchantId}, ${cardId}, 'CUSTOM', 'old-' || nth, 'other-' || nth, 'NORMAL', ${at}, ${at}, ${at}
    FROM generate_series(1, ${OTHERS}::int) AS nth`;
  await tx.$executeRaw`
    INSERT INTO "CardUser" ("merchantId", "cardId", "openid", "claimCount")
    SELECT ${merchantId}, ${cardId}, 'other-' || nth, 1 FROM generate_series(1, ${OTHERS}::int) AS nth`;
  await tx.$executeRaw`
    INSERT INTO "CardAudience" ("cardId", "openid", "createdAt")
    SELECT ${cardId}, 'other-' || nth, ${at} FROM generate_series(1, ${OTHERS}::int) AS nth`;
  await tx.$executeRaw`
    INSERT INTO "IdempotencyRecord" ("merchantId", "operation", "scope", "key", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT ${merchantId}, 'cardClaim', 'other-' || nth, 'old-' || nth, 'hash', '{}', ${at}, ${at}
    FROM generate_series(1, ${OTHERS}::int) AS nth`;
}

async function claim(ctx: RolledBackContext, cardId: string, openids: readonly string[]): Promise<string[]> {
  const known = await readCard(ctx, cardId);
  if (known === null) throw new Error('No card');
  const orders = openids.map((openid) =>
    orderOf(ctx, {
      ...{ known, openid, claimId: ctx.newId('claim') },
      grounds: { code: `of-${openid}`, outerStr: null, isUserNamed: false, beganAt: null, placementId: null },
      kept: { key: `key-of-${openid}`, ...keptBy({ input: openid }, ctx.now()) },
    }),
  );
  return (await commitClaims(ctx, orders, MANNER)).map(({ verdict }) => verdict);
}

/** Scans of whole tables that grow with each claim, and rows that were read by an index of any, in this transaction so far. */
async function readsOf({ tx }: RolledBackContext): Promise<{ scans: number; rows: number }> {
  const [tables] = await tx.$queryRaw<{ scans: bigint; rows: bigint }[]>`
    SELECT sum("seq_scan") FILTER (WHERE "relname" IN ('Code', 'CardUser', 'CardAudience', 'IdempotencyRecord', 'DepositedCode'))::bigint AS "scans",
      sum("idx_tup_fetch")::bigint AS "rows"
    FROM pg_stat_xact_user_tables`;
  return { scans: Number(tables?.scans), rows: Number(tables?.rows) };
}

const users = (name: string, count: number): string[] => Array.from({ length: count }, (_, nth) => `${name}-${nth}`);

describe('a batch of claims among many', () => {
  it.each([
    ['system codes', (ctx: RolledBackContext) => aCard(ctx, { quantity: 1_000 })],
    ['own codes', (ctx: RolledBackContext) => aCustomCard(ctx, { quantity: 1_000 })],
    ['deposited codes', (ctx: RolledBackContext) => aPoolCard(ctx, { values: users('pool', 2_000), left: 1_000 })],
  ])('reads a few rows for each, by their indexes: %s', (_what, makeCard) =>
    rolledBack(async (ctx) => {
      const { id } = await makeCard(ctx);
      for (const openid of users('early', CALLS_BEFORE)) await claim(ctx, id, [openid]);
      await othersClaim(ctx, id);
      const before = await readsOf(ctx);
      expect(await claim(ctx, id, users('late', BATCH))).toEqual(users('late', BATCH).map(() => 'CLAIMED'));
      const after = await readsOf(ctx);
      expect(after.scans - before.scans).toBe(0);
      expect((after.rows - before.rows) / BATCH).toBeLessThan(20);
    }),
  );
});
