import type { Person } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import type { Root } from './identity.rules.ts';
import { csrfTokenOf, SESSION_SECONDS } from './session.rules.ts';

/** What signing in gives. `sessionToken` goes into the cookie and is kept as a hash. */
export type SignedIn = {
  sessionToken: string;
  /** For `X-Kaquan-CSRF`. */
  csrfToken: string;
  expiresAt: Date;
  person: Pick<Person, 'id' | 'login' | 'name'>;
};

export async function insertSession(tx: Tx, root: Root, person: Person): Promise<SignedIn> {
  const sessionToken = root.random(32).toString('base64url');
  const createdAt = root.now();
  const expiresAt = new Date(createdAt.getTime() + SESSION_SECONDS * 1000);
  const tokenHash = hashToken(sessionToken);
  await tx.session.create({ data: { id: root.newId('ses'), personId: person.id, tokenHash, expiresAt, createdAt } });
  const { id, login, name } = person;
  return { sessionToken, csrfToken: csrfTokenOf(sessionToken), expiresAt, person: { id, login, name } };
}
