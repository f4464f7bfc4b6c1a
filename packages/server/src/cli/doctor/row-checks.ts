import { type Check, findingOf } from './check.ts';
import { EVENT_CHECKS } from './event-checks.ts';
import { references } from './reference-checks.ts';

const MOST_SECRETS = 10_000;

/** What was claimed and what is left is what was put in. */
const stock: Check = {
  name: 'stock',
  look: async ({ root }) => {
    const rows = await root.prisma.$queryRaw<{ cardId: string; quantity: bigint; left: bigint; claimed: bigint }[]>`
      SELECT "cardId", "quantity", "left", coalesce("claimed", 0) AS "claimed"
      FROM (SELECT "cardId", sum("quantity") AS "quantity", sum("left") AS "left" FROM "StockLot" GROUP BY "cardId") AS "lots"
      LEFT JOIN (SELECT "cardId", count(*) AS "claimed" FROM "Claim" GROUP BY "cardId") AS "claims" USING ("cardId")
      WHERE "quantity" <> "left" + coalesce("claimed", 0) OR "left" < 0`;
    return findingOf(
      'claimed + left = quantity on every card',
      rows.map((row) => `Card ${row.cardId}: quantity ${row.quantity}, left ${row.left}, claimed ${row.claimed}`),
    );
  },
};

/** Pieces of a card with deposited codes are promises of a code each (K1). */
const pools: Check = {
  name: 'pools',
  look: async ({ root }) => {
    const rows = await root.prisma.$queryRaw<{ cardId: string; left: bigint; free: bigint }[]>`
      SELECT "cardId", "left", coalesce("free", 0) AS "free"
      FROM (SELECT "cardId", sum("left") AS "left" FROM "StockLot" GROUP BY "cardId") AS "lots"
      JOIN "Card" ON "Card"."id" = "cardId" AND "codeMode" = 'DEPOSITED'
      LEFT JOIN (SELECT "cardId", count(*) AS "free" FROM "DepositedCode" WHERE "codeId" IS NULL GROUP BY "cardId") AS "codes" USING ("cardId")
      WHERE "left" > coalesce("free", 0)`;
    return findingOf(
      'no more pieces than free codes on every card',
      rows.map((row) => `Card ${row.cardId}: left ${row.left}, free codes ${row.free}`),
    );
  },
};

/** The counters behind the limits say what the rows say. */
const counters: Check = {
  name: 'counters',
  look: async ({ root }) => {
    const rows = await root.prisma.$queryRaw<{ cardId: string; openid: string; said: string; counted: string }[]>`
      WITH "counted" AS (
        SELECT "cardId", "openid", sum("claims") AS "claims", sum("redemptions") AS "redemptions" FROM (
          SELECT "cardId", "openid", 1 AS "claims", 0 AS "redemptions" FROM "Claim"
          UNION ALL SELECT "cardId", "openid", 0, 1 FROM "Redemption"
        ) AS "deeds" GROUP BY "cardId", "openid")
      SELECT "cardId", "openid",
             coalesce("claimCount", 0) || ' claims, ' || coalesce("redeemCount", 0) || ' redemptions' AS "said",
             coalesce("claims", 0) || ' and ' || coalesce("redemptions", 0) AS "counted"
      FROM "CardUser" FULL JOIN "counted" USING ("cardId", "openid")
      WHERE coalesce("claimCount", 0) <> coalesce("claims", 0) OR coalesce("redeemCount", 0) <> coalesce("redemptions", 0)`;
    return findingOf(
      'counters equal counted rows',
      rows.map(
        (row) => `Card ${row.cardId}, user ${row.openid}: the counter says ${row.said}; there are ${row.counted}`,
      ),
    );
  },
};

/** The master key is the one under which the secrets were sealed. */
const masterKey: Check = {
  name: 'master key',
  look: async ({ root }) => {
    const secrets = await root.prisma.signingSecret.findMany({
      select: { id: true, merchantId: true, ciphertext: true },
      take: MOST_SECRETS,
    });
    const endpoints = await root.prisma.webhookEndpoint.findMany({
      where: { deletedAt: null },
      select: { id: true, secretCiphertext: true },
      take: MOST_SECRETS,
    });
    const shut = secrets.filter(({ ciphertext }) => root.secrets.open('signing-secret', ciphertext) === null);
    const mute = endpoints.filter(
      (endpoint) => root.secrets.open('webhook-secret', endpoint.secretCiphertext) === null,
    );
    return findingOf(`opens ${secrets.length + endpoints.length} sealed secrets`, [
      ...shut.map(
        ({ merchantId }) => `The signing secret of merchant ${merchantId} was sealed under another master key`,
      ),
      ...mute.map(({ id }) => `The secret of webhook endpoint ${id} was sealed under another master key`),
    ]);
  },
};

/** What has to be true of the rows of a sound installation. */
export const ROW_CHECKS: readonly Check[] = [...EVENT_CHECKS, stock, pools, counters, references, masterKey];
