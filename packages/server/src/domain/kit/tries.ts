import { Prisma } from '../../generated/prisma/client.ts';
import { merchantIdOf } from './access.ts';
import { clientOf, type DomainContext } from './context.ts';
import { ThrottledError } from './errors.ts';

const WINDOW_MS = 15 * 60_000;

/** Who guesses at what: so many wrong ones within 15 minutes, then a pause until their end. */
export type Guessing = { at: keyof typeof COUNTERS; who: string; most: number };

/** Where wrong ones are counted, and the column of who made them. */
const COUNTERS = {
  verificationCode: { table: Prisma.raw('"VerificationTry"'), who: Prisma.raw('"openid"') },
  number: { table: Prisma.raw('"NumberTry"'), who: Prisma.raw('"actor"') },
} as const;

type Guess<T> = {
  /** `triesLeft`: how many are left should this one be wrong. */
  work: (tries: { triesLeft: number }) => Promise<T>;
  isWrong: (outcome: PromiseSettledResult<T>) => boolean;
};

/**
 * Runs a call that may be a guess. A try is counted before anything is looked at, by one conditional write beside the
 * transaction, so that many guesses at once are counted too; all but a wrong one give it back.
 * Throws ThrottledError while the guesser has to wait.
 */
export async function withinTries<T>(ctx: DomainContext, guessing: Guessing, { work, isWrong }: Guess<T>): Promise<T> {
  const count = await takeTry(ctx, guessing);
  const [outcome] = await Promise.allSettled([work({ triesLeft: guessing.most - count })]);
  if (!isWrong(outcome)) await giveTryBack(ctx, guessing);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

/** Counts a try and tells which one it is, from 1. */
async function takeTry(ctx: DomainContext, { at, who, most }: Guessing): Promise<number> {
  const merchantId = merchantIdOf(ctx);
  const now = ctx.now();
  const since = new Date(now.getTime() - WINDOW_MS);
  const { table, who: column } = COUNTERS[at];
  const [taken] = await clientOf(ctx).$queryRaw<{ count: number }[]>`
    INSERT INTO ${table} AS "tried" ("merchantId", ${column}, "count", "startedAt") VALUES (${merchantId}, ${who}, 1, ${now})
    ON CONFLICT ("merchantId", ${column}) DO UPDATE SET
      "count" = CASE WHEN "tried"."startedAt" <= ${since} THEN 1 ELSE "tried"."count" + 1 END,
      "startedAt" = CASE WHEN "tried"."startedAt" <= ${since} THEN ${now} ELSE "tried"."startedAt" END
    WHERE "tried"."startedAt" <= ${since} OR "tried"."count" < ${most}
    RETURNING "count"`;
  if (taken) return taken.count;
  const [tried] = await clientOf(ctx).$queryRaw<{ startedAt: Date }[]>`
    SELECT "startedAt" FROM ${table} WHERE "merchantId" = ${merchantId} AND ${column} = ${who}`;
  throw new ThrottledError(Math.max(1, (tried?.startedAt ?? now).getTime() + WINDOW_MS - now.getTime()));
}

async function giveTryBack(ctx: DomainContext, { at, who }: Guessing): Promise<void> {
  const { table, who: column } = COUNTERS[at];
  await clientOf(ctx).$executeRaw`
    UPDATE ${table} SET "count" = "count" - 1
    WHERE "merchantId" = ${merchantIdOf(ctx)} AND ${column} = ${who} AND "count" > 0`;
}
