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

/** Every user whom the merchant knows: who has ever claimed a card of it. Throws InvalidInputError when they are too many for one call. */
export async function everyoneOf(tx: Tx, merchantId: string): Promise<string[]> {
  const users = await tx.$queryRaw<{ openid: string }[]>`
    SELECT DISTINCT "openid" FROM "Claim" WHERE "merchantId" = ${merchantId} LIMIT ${MOST_EVERYONE + 1}`;
  if (users.length > MOST_EVERYONE)
    throw new InvalidInputError(['audience', 'everyone'], `More than ${MOST_EVERYONE} users: name them in lists`);
  return users.map(({ openid }) => openid);
}
