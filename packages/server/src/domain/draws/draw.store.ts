import type { Tx } from '../kit/context.ts';

/** Held by everybody who enters, each for a moment: they don't wait for each other, only for the drawing. */
export async function holdOpen(tx: Tx, drawId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${drawId}, 0))`;
}

/** Waits until nobody is entering any more, and keeps everybody out until the commit. */
export async function holdAlone(tx: Tx, drawId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${drawId}, 0))`;
}

export type NewEntry = {
  id: string;
  drawId: string;
  openid: string;
  ticket: string;
  outerStr: string | null;
  idempotencyKey: string | null;
  placementId: string | null;
  channel: string | null;
  isUserNamed: boolean;
  enteredAt: Date;
};

/** The ticket of a user who is in; null: not entered. */
export async function findTicket(client: Pick<Tx, 'claimDrawEntry'>, entry: EntrantKey): Promise<string | null> {
  const { drawId, openid } = entry;
  const found = await client.claimDrawEntry.findUnique({
    where: { drawId_openid: { drawId, openid } },
    select: { ticket: true },
  });
  return found?.ticket ?? null;
}

type EntrantKey = Pick<NewEntry, 'drawId' | 'openid'>;

/** Whether a draw still takes entries; else why not. Under {@link holdOpen} it stays so until the commit. */
export async function entranceOf(tx: Tx, drawId: string): Promise<'OPEN' | 'DRAWN' | 'CALLED_OFF'> {
  const { drawnAt, cancelledAt } = await tx.claimDraw.findUniqueOrThrow({
    where: { id: drawId },
    select: { drawnAt: true, cancelledAt: true },
  });
  if (cancelledAt !== null) return 'CALLED_OFF';
  return drawnAt === null ? 'OPEN' : 'DRAWN';
}

/** Enters a user once, and gives the ticket. Under {@link holdOpen}, of a draw whose entrance is open. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<string | null> {
  const inserted = await tx.$executeRaw`
    INSERT INTO "ClaimDrawEntry" ("id", "merchantId", "drawId", "openid", "ticket", "outerStr", "idempotencyKey",
      "placementId", "channel", "isUserNamed", "enteredAt")
    SELECT ${entry.id}, "merchantId", "id", ${entry.openid}, ${entry.ticket}, ${entry.outerStr}, ${entry.idempotencyKey},
      ${entry.placementId}, ${entry.channel}, ${entry.isUserNamed}, ${entry.enteredAt}
    FROM "ClaimDraw" WHERE "id" = ${entry.drawId}
    ON CONFLICT DO NOTHING`;
  return inserted === 1 ? entry.ticket : findTicket(tx, entry);
}

/** Gives some entries their place in the order; tells how many. */
export async function hashEntries(tx: Tx, draw: { id: string; seed: string }, most: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE "ClaimDrawEntry" SET "lotHash" = encode(sha256(convert_to(${draw.seed} || ':' || "ticket", 'UTF8')), 'hex')
    WHERE "id" IN (SELECT "id" FROM "ClaimDrawEntry" WHERE "drawId" = ${draw.id} AND "lotHash" IS NULL LIMIT ${most})`;
}

/** Numbers the next entries in the order of their hashes; tells how many. Under {@link holdAlone}, once all are hashed. */
export async function rankEntries(tx: Tx, drawId: string, most: number): Promise<number> {
  return tx.$executeRaw`
    WITH "next" AS (
      SELECT "id", "lotHash" FROM "ClaimDrawEntry" WHERE "drawId" = ${drawId} AND "rank" IS NULL ORDER BY "lotHash" LIMIT ${most}
    ), "ranked" AS (
      SELECT "id", row_number() OVER (ORDER BY "lotHash")
        + (SELECT coalesce(max("rank"), 0) FROM "ClaimDrawEntry" WHERE "drawId" = ${drawId}) AS "rank" FROM "next"
    )
    UPDATE "ClaimDrawEntry" AS "entry" SET "rank" = "ranked"."rank" FROM "ranked" WHERE "entry"."id" = "ranked"."id"`;
}
