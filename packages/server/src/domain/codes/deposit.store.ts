import type { DomainContext, Tx } from '../kit/context.ts';

/** Places in a pool are random, so that codes are handed out in an order that nobody knows. */
const PLACES = 2 ** 31;

/** A random place for each of so many codes. */
export function randomPlaces(ctx: Pick<DomainContext, 'random'>, count: number): number[] {
  const bytes = ctx.random(count * 4);
  return Array.from({ length: count }, (_, nth) => bytes.readUInt32BE(nth * 4) % PLACES);
}

export type Deposit = { merchantId: string; cardId: string; importId: string | null; values: readonly string[] };

/**
 * Puts codes in a card's pool that it does not have, and tells which those were. `values` are distinct. They are
 * written in the order of the alphabet: two deposits of the same codes wait for each other, and not in a ring.
 */
export async function insertDeposits(
  tx: Tx,
  ctx: DomainContext,
  { merchantId, cardId, importId, values }: Deposit,
): Promise<ReadonlySet<string>> {
  if (values.length === 0) return new Set();
  const sorted = values.toSorted();
  const added = await tx.$queryRaw<{ value: string }[]>`
    INSERT INTO "DepositedCode" ("merchantId", "cardId", "value", "position", "importId", "depositedAt")
    SELECT ${merchantId}, ${cardId}, "value", "position", ${importId}, ${ctx.now()}
    FROM unnest(${sorted}::text[], ${randomPlaces(ctx, sorted.length)}::int[]) AS "given" ("value", "position")
    ON CONFLICT ("cardId", "value") DO NOTHING
    RETURNING "value"`;
  return new Set(added.map(({ value }) => value));
}

/** Deposited codes of a card that no claim has taken, counted up to `most`. */
export async function countFreeCodes(tx: Tx, cardId: string, most: number): Promise<number> {
  const [counted] = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT 1 FROM "DepositedCode" WHERE "cardId" = ${cardId} AND "codeId" IS NULL LIMIT ${most}) AS "free"`;
  return Number(counted?.count ?? 0n);
}
