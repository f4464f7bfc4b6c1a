import type { Tx } from '../kit/context.ts';
import { ThrottledError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import type { Root } from './identity.rules.ts';

/** So many wrong passwords for a login in the window, then it waits. */
const MOST_FAILURES = 5;
const WINDOW_MS = 15 * 60_000;
const SWEEP = 100;

/**
 * Counts an attempt before the password is looked at, so that many guesses at once are counted too.
 * Throws ThrottledError when the login has failed five times within 15 minutes. Run it in a transaction of its own.
 */
export async function countAttempt(tx: Tx, root: Root, login: string): Promise<void> {
  const loginHash = hashToken(login);
  const now = root.now();
  const since = new Date(now.getTime() - WINDOW_MS);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${loginHash}, 0))`;
  const recent = await tx.signInAttempt.findMany({
    where: { loginHash, at: { gt: since } },
    orderBy: { at: 'desc' },
    take: MOST_FAILURES,
  });
  const oldest = recent[MOST_FAILURES - 1];
  if (oldest) throw new ThrottledError(oldest.at.getTime() + WINDOW_MS - now.getTime());
  await tx.signInAttempt.create({ data: { id: root.newId('sia'), loginHash, at: now } });
  // Skipping locked rows: sweeps of two logins at once must not wait for each other.
  await tx.$executeRaw`
    DELETE FROM "SignInAttempt" WHERE "id" IN (
      SELECT "id" FROM "SignInAttempt" WHERE "at" <= ${since} LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED)`;
}

/** A right password wipes the slate. */
export async function forgetAttempts(tx: Tx, login: string): Promise<void> {
  await tx.signInAttempt.deleteMany({ where: { loginHash: hashToken(login) } });
}
