import { InvalidInputError } from '../kit/errors.ts';
import type { Tx } from '../kit/context.ts';
import { MOST_EVERYONE } from './broadcast.rules.ts';

type Counting = { merchantId: string; month: string; quota: number; openids: readonly string[] };

const BATCH = 10_000;

/**
 * Counts one broadcast of each user who has had fewer than the quota in the month, and tells who these are (B9). One
 * conditional write: of any number of broadcasts at once no user gets more. Users are counted in one order, so that two
 * broadcasts to the same ones wait for each other in one direction. Their rows stay locked until the commit.
 */
export async function takeFromQuota(tx: Tx, { merchantId, month, quota, openids }: Counting): Promise<string[]> {
  if (quota < 1) return [];
  const inOrder = openids.toSorted((a, b) => (a < b ? -1 : 1));
  const counted: string[] = [];
  for (let done = 0; done < inOrder.length; done += BATCH) {
    const rows = await tx.$queryRaw<{ openid: string }[]>`
      INSERT INTO "MessageQuotaUse" ("merchantId", "openid", "month", "used")
      SELECT ${merchantId}, "openid", ${month}, 1
      FROM unnest(${inOrder.slice(done, done + BATCH)}::text[]) WITH ORDINALITY AS "given" ("openid", "place") ORDER BY "place"
      ON CONFLICT ("merchantId", "openid", "month") DO UPDATE SET "used" = "MessageQuotaUse"."used" + 1
      WHERE "MessageQuotaUse"."used" < ${quota}
      RETURNING "openid"`;
    counted.push(...rows.map(({ openid }) => openid));
  }
  return counted;
}

/**
 * Every user whom the merchant knows: who has ever claimed a card of it. From one user to the next by the index, so that
 * it costs by users and not by claims. Throws InvalidInputError when they are too many for one call.
 */
export async function everyoneOf(tx: Tx, merchantId: string): Promise<string[]> {
  const users = await tx.$queryRaw<{ openid: string }[]>`
    WITH RECURSIVE users AS (
      (SELECT "openid" FROM "Claim" WHERE "merchantId" = ${merchantId} ORDER BY "openid" LIMIT 1)
      UNION ALL
      SELECT (SELECT c."openid" FROM "Claim" c WHERE c."merchantId" = ${merchantId} AND c."openid" > users."openid" ORDER BY c."openid" LIMIT 1)
      FROM users WHERE users."openid" IS NOT NULL
    )
    SELECT "openid" FROM users WHERE "openid" IS NOT NULL LIMIT ${MOST_EVERYONE + 1}`;
  if (users.length > MOST_EVERYONE)
    throw new InvalidInputError(['audience', 'everyone'], `More than ${MOST_EVERYONE} users: name them in lists`);
  return users.map(({ openid }) => openid);
}
