/** As much of a database as numbering needs: a whole client of Prisma takes 12 MB, and this has a connection of its own. */
export type NumberingDatabase = {
  $transaction: <T>(work: (tx: NumberingTransaction) => Promise<T>) => Promise<T>;
};

export type NumberingTransaction = {
  /** Runs a statement, its values apart from its text, and tells how many rows it changed. */
  $executeRaw: (text: TemplateStringsArray, ...values: number[]) => PromiseLike<number>;
};

// house: no access check, because only the installation's own worker calls it.
// house: no event, because it numbers the events themselves.

/** Advisory lock of the sequencer: one at a time in the whole installation. */
const SEQUENCER_LOCK = 7_021_001;
const BATCH = 2_000;

/**
 * Gives committed events the next numbers of their merchants, gap-free (E1), and tells how many it numbered.
 * Rows are numbered along their identity column; a row that commits later gets a later number, whatever its position.
 */
export async function sequenceEvents(database: NumberingDatabase): Promise<number> {
  let total = 0;
  for (;;) {
    const numbered = await sequenceBatch(database);
    total += numbered;
    if (numbered < BATCH) return total;
  }
}

async function sequenceBatch(database: NumberingDatabase): Promise<number> {
  return database.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEQUENCER_LOCK})`;
    return tx.$executeRaw`
      WITH pending AS (
        SELECT "id", "merchantId", row_number() OVER (PARTITION BY "merchantId" ORDER BY "position") AS "nth"
        FROM (SELECT "id", "merchantId", "position" FROM "Event" WHERE "sequence" IS NULL ORDER BY "position" LIMIT ${BATCH}) AS "batch"
      ), counters AS (
        INSERT INTO "EventCounter" ("merchantId", "lastSequence")
        SELECT "merchantId", count(*) FROM pending GROUP BY "merchantId" ORDER BY "merchantId"
        ON CONFLICT ("merchantId") DO UPDATE SET "lastSequence" = "EventCounter"."lastSequence" + EXCLUDED."lastSequence"
        RETURNING "merchantId", "lastSequence"
      )
      UPDATE "Event" SET "sequence" = counters."lastSequence" - totals."total" + pending."nth"
      FROM pending
      JOIN counters USING ("merchantId")
      JOIN (SELECT "merchantId", count(*) AS "total" FROM pending GROUP BY "merchantId") AS totals USING ("merchantId")
      WHERE "Event"."id" = pending."id"`;
  });
}
