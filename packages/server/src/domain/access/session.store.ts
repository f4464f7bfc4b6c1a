import type { Person, Session } from '../../generated/prisma/client.ts';
import { clientOf, type Tx } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import type { Root } from './identity.rules.ts';
import { csrfTokenOf, isUseStale, PHONE_SESSION_SECONDS, SESSION_SECONDS } from './session.rules.ts';

/** What signing in gives. `sessionToken` goes into the cookie and is kept as a hash. */
export type SignedIn = {
  sessionToken: string;
  /** For `X-Kaquan-CSRF`. */
  csrfToken: string;
  expiresAt: Date;
  /** How long it lives, seconds. */
  lifeSeconds: number;
  /** Whether it is the session of a phone of staff (W4), which leads to the till. */
  isPhone: boolean;
  person: Pick<Person, 'id' | 'login' | 'name'>;
};

/** Where a session is opened. */
export type SessionPlace = {
  /** In a few words; null: it did not say. */
  device: string | null;
  isPhone: boolean;
};

export async function insertSession(
  tx: Tx,
  root: Root,
  { person, device, isPhone }: SessionPlace & { person: Person },
): Promise<SignedIn> {
  const sessionToken = root.random(32).toString('base64url');
  const lifeSeconds = isPhone ? PHONE_SESSION_SECONDS : SESSION_SECONDS;
  const createdAt = root.now();
  const expiresAt = new Date(createdAt.getTime() + lifeSeconds * 1000);
  const tokenHash = hashToken(sessionToken);
  const opened = { id: root.newId('ses'), personId: person.id, tokenHash, device, isPhone };
  await tx.session.create({ data: { ...opened, lastUsedAt: createdAt, expiresAt, createdAt } });
  const { id, login, name } = person;
  return {
    ...{ sessionToken, csrfToken: csrfTokenOf(sessionToken), expiresAt, lifeSeconds, isPhone },
    person: { id, login, name },
  };
}

/** Notes that a session is in use, once in a few minutes. Passes over a row that somebody holds: it may be ending. */
export async function noteUse(root: Root, session: Session): Promise<void> {
  const now = root.now();
  if (!isUseStale(session, now)) return;
  await clientOf(root).$executeRaw`
    UPDATE "Session" SET "lastUsedAt" = ${now} WHERE "id" = (
      SELECT "id" FROM "Session" WHERE "id" = ${session.id} AND "lastUsedAt" IS NOT DISTINCT FROM ${session.lastUsedAt}
      FOR UPDATE SKIP LOCKED)`;
}
