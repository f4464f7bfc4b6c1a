import type { Foundation } from '../../compose/foundation.ts';
import { type Check, findingOf } from './check.ts';

/** What PostgreSQL is not asked of each row that a claim or a redemption writes (decision 0024): column and parent. */
export const UNENFORCED = [
  { of: 'Code', column: 'cardId', parent: 'Card' },
  { of: 'CodeHistory', column: 'codeId', parent: 'Code' },
  { of: 'DepositedCode', column: 'codeId', parent: 'Code' },
  { of: 'Claim', column: 'cardId', parent: 'Card' },
  { of: 'Claim', column: 'codeId', parent: 'Code' },
  { of: 'Claim', column: 'placementId', parent: 'Placement' },
  { of: 'Redemption', column: 'cardId', parent: 'Card' },
  { of: 'Redemption', column: 'codeId', parent: 'Code' },
  { of: 'Redemption', column: 'storeId', parent: 'Store' },
] as const;

type Reference = (typeof UNENFORCED)[number];
type Reader = Pick<Foundation['root']['prisma'], '$queryRawUnsafe'>;

/** A sentence on each reference that leads nowhere from some rows. */
export async function findOrphans(prisma: Reader): Promise<string[]> {
  const faults: string[] = [];
  for (const reference of UNENFORCED) {
    const { of, column, parent } = reference;
    const count = await countOrphans(prisma, reference);
    if (count > 0n) faults.push(`${of}.${column}: ${count} rows name a ${parent} that is not there`);
  }
  return faults;
}

/** Names come from the list above alone. */
async function countOrphans(prisma: Reader, { of, column, parent }: Reference): Promise<bigint> {
  const [row] = await prisma.$queryRawUnsafe<{ count: bigint }[]>(`
    SELECT count(*) AS "count" FROM "${of}" AS child
    WHERE child."${column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "${parent}" AS parent WHERE parent."id" = child."${column}")`);
  return row?.count ?? 0n;
}

/** What claims and redemptions have written belongs to cards, codes, stores and placements that are there. */
export const references: Check = {
  name: 'references',
  look: async ({ root }) =>
    findingOf('codes, claims and redemptions have all that they name', await findOrphans(root.prisma)),
};
