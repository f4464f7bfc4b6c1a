/** As much of a database as numbering needs: a whole client of Prisma takes 12 MB, and this has a connection of its own. */
export type NumberingDatabase = {
  /** Runs one statement, its values apart from its text, and gives its rows. */
  $queryRaw: <Rows>(text: TemplateStringsArray, ...values: number[]) => PromiseLike<Rows>;
};

// house: no access check, because only the installation's own worker calls it.
// house: no event, because it numbers the events themselves.

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
  const [row] = await database.$queryRaw<{ numbered: number }[]>`SELECT "number_events"(${BATCH}::int) AS "numbered"`;
  return row?.numbered ?? 0;
}
