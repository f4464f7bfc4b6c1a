import type { DomainContext } from '../kit/context.ts';

// house: no access check, because only the installation's own worker calls it.
// house: no event, because it numbers the events themselves.

const BATCH = 2_000;

/**
 * Gives committed events the next numbers of their merchants, gap-free (E1), and tells how many it numbered.
 * Rows are numbered along their identity column; a row that commits later gets a later number, whatever its position.
 */
export async function sequenceEvents(root: Pick<DomainContext, 'runStatement'>): Promise<number> {
  let total = 0;
  for (;;) {
    const numbered = await sequenceBatch(root);
    total += numbered;
    if (numbered < BATCH) return total;
  }
}

async function sequenceBatch({ runStatement }: Pick<DomainContext, 'runStatement'>): Promise<number> {
  const text = 'SELECT "number_events"($1::int) AS "numbered"';
  const [row] = await runStatement<{ numbered: number }>({ name: 'number_events', text, values: [BATCH] });
  return row?.numbered ?? 0;
}
