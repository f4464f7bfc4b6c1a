import type { Tx } from '../kit/context.ts';

// house: no access check, because whoever queues events has the endpoint that hears of them.

/** What tells of codes with the same key goes out in order. */
export type OrderKeys = (codeId: string | null) => string | null;

/**
 * Keys of these codes: the first code of each chain of holders (L7). A code that went to a friend is to its merchant the
 * one that was given, often by its very number; what became of the gift does not come before the gift.
 */
export async function orderKeysOf(tx: Tx, codeIds: readonly (string | null)[]): Promise<OrderKeys> {
  const ids = [...new Set(codeIds.filter((id) => id !== null))];
  const chains = await tx.$queryRaw<{ codeId: string; first: string }[]>`
    WITH RECURSIVE chain AS (
      SELECT "newCodeId" AS "codeId", "codeId" AS "first" FROM "Gift" WHERE "newCodeId" = ANY(${ids}::text[])
      UNION ALL
      SELECT chain."codeId", g."codeId" FROM chain JOIN "Gift" g ON g."newCodeId" = chain."first"
    )
    SELECT "codeId", "first" FROM chain WHERE NOT EXISTS (SELECT 1 FROM "Gift" g WHERE g."newCodeId" = chain."first")`;
  const firsts = new Map(chains.map(({ codeId, first }) => [codeId, first]));
  return (codeId) => (codeId === null ? null : (firsts.get(codeId) ?? codeId));
}
