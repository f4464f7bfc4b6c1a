import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { ThrottledError } from '../kit/errors.ts';
import { VerificationCodeWrongError } from './redemption.errors.ts';

/** So many wrong verification codes of a user in the window, then a pause until its end. */
const MOST_TRIES = 5;
const WINDOW_MS = 15 * 60_000;

type Tries = { triesLeft: number };

/**
 * Runs a redemption that names a verification code. A try is counted before the code is looked at, by one conditional
 * write beside the transaction, so that many guesses at once are counted too; all but a wrong code give it back.
 * Throws ThrottledError while the user has to wait.
 */
export async function withinTries<T>(
  ctx: DomainContext,
  openid: string,
  work: (tries: Tries) => Promise<T>,
): Promise<T> {
  const user = { merchantId: merchantIdOf(ctx), openid };
  const count = await takeTry(ctx, user);
  const isWrong = (error: unknown): boolean => error instanceof VerificationCodeWrongError;
  const [outcome] = await Promise.allSettled([work({ triesLeft: MOST_TRIES - count })]);
  if (outcome.status === 'fulfilled' || !isWrong(outcome.reason)) await giveTryBack(ctx, user);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

type User = { merchantId: string; openid: string };

/** Counts a try and tells which one it is, from 1. */
async function takeTry(ctx: DomainContext, user: User): Promise<number> {
  const now = ctx.now();
  const since = new Date(now.getTime() - WINDOW_MS);
  const [taken] = await clientOf(ctx).$queryRaw<{ count: number }[]>`
    INSERT INTO "VerificationTry" ("merchantId", "openid", "count", "startedAt") VALUES (${user.merchantId}, ${user.openid}, 1, ${now})
    ON CONFLICT ("merchantId", "openid") DO UPDATE SET
      "count" = CASE WHEN "VerificationTry"."startedAt" <= ${since} THEN 1 ELSE "VerificationTry"."count" + 1 END,
      "startedAt" = CASE WHEN "VerificationTry"."startedAt" <= ${since} THEN ${now} ELSE "VerificationTry"."startedAt" END
    WHERE "VerificationTry"."startedAt" <= ${since} OR "VerificationTry"."count" < ${MOST_TRIES}
    RETURNING "count"`;
  if (taken) return taken.count;
  const tried = await clientOf(ctx).verificationTry.findUnique({ where: { merchantId_openid: user } });
  throw new ThrottledError(Math.max(1, (tried?.startedAt ?? now).getTime() + WINDOW_MS - now.getTime()));
}

async function giveTryBack(ctx: DomainContext, { merchantId, openid }: User): Promise<void> {
  await clientOf(ctx).$executeRaw`
    UPDATE "VerificationTry" SET "count" = "count" - 1
    WHERE "merchantId" = ${merchantId} AND "openid" = ${openid} AND "count" > 0`;
}
