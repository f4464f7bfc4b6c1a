import { Prisma } from '../../generated/prisma/client.ts';
import { expect, it } from 'vitest';
import { rolledBack } from '../../../test/kit/rolled-back.ts';

/** The plan where an index can be used at all: of a small table the planner would read the whole. */
const planOf = (query: Prisma.Sql): Promise<string> =>
  new Promise((resolve, reject) => {
    rolledBack(async ({ tx }) => {
      for (const way of ['seqscan', 'hashjoin', 'mergejoin', 'bitmapscan'])
        await tx.$executeRawUnsafe(`SET LOCAL enable_${way} = off`);
      const rows = await tx.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN ${query}`;
      resolve(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }).catch(reject);
  });

const events = (condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT * FROM "Event" WHERE "merchantId" = 'mer_1' AND ${condition} ORDER BY "sequence" LIMIT 50`;

it.each([
  ['after a number', Prisma.sql`"sequence" > 7 AND "sequence" <= 90`, /Event_merchantId_\w*sequence/],
  ['of a type', Prisma.sql`"type" = 'card.claimed' AND "sequence" > 7`, /Event_merchantId_\w*sequence/],
  ['of a code', Prisma.sql`"codeId" = 'code_1' AND "sequence" IS NOT NULL`, /Event_merchantId_\w*sequence/],
  ['without a number', Prisma.sql`"sequence" IS NULL`, /Event_unnumbered_idx/],
])('finds events %s by an index, though it holds only a part of them', async (_which, condition, index) => {
  expect(await planOf(events(condition))).toMatch(index);
});

it('finds the oldest event of a merchant by its number, as the archiver asks', async () => {
  const plan = await planOf(Prisma.sql`
    SELECT "merchantId" FROM "EventCounter" JOIN "Event" USING ("merchantId")
    WHERE "merchantId" > '' AND "sequence" = "archivedThrough" + 1 ORDER BY "merchantId" LIMIT 1`);
  expect(plan).toContain('Event_merchantId_sequence_key');
});
