import type { Person } from '../../generated/prisma/client.ts';
import { clientOf } from '../kit/context.ts';
import { hashToken, isPassword } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { UnauthenticatedError } from './access.errors.ts';
import type { Root } from './identity.rules.ts';
import { isLogin, normalizeLogin } from './person.rules.ts';
import { lockPerson } from './person.store.ts';
import { countAttempt, forgetAttempts } from './sign-in-attempt.store.ts';
import { takeSignInLink } from './sign-in-link.store.ts';
import { insertSession, type SignedIn } from './session.store.ts';

// house: no access check, because signing in is what makes somebody an actor.
// house: no event, because a session belongs to a person, who may be of several merchants or of none.

// scrypt of nothing: a login that nobody has takes as long as one that somebody has.
const NOBODY = `scrypt$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Signs a person in by password (W7). After five failures of a login within 15 minutes it has to wait.
 * @throws UnauthenticatedError, ThrottledError
 */
export async function signIn(
  root: Root,
  input: { login: string; password: string /** In a few words. */; device?: string | null },
): Promise<SignedIn> {
  const login = normalizeLogin(input.login);
  await inTransaction(asSystem(root), (tx) => countAttempt(tx, root, login));
  const person = isLogin(login) ? await clientOf(root).person.findUnique({ where: { login } }) : null;
  const isRight = await isPassword(input.password, person?.passwordHash ?? NOBODY);
  if (!person || !isRight || person.passwordHash === null) throw new UnauthenticatedError('PASSWORD_WRONG');
  return inTransaction(asSystem(root), async (tx) => {
    const now = await lockPerson(tx, person.id);
    // The password may have been taken away while it was compared.
    if (now.passwordHash !== person.passwordHash) throw new UnauthenticatedError('PASSWORD_WRONG');
    assertEnabled(now);
    await forgetAttempts(tx, login);
    return insertSession(tx, root, { person: now, device: input.device ?? null, isPhone: false });
  });
}

/**
 * Signs a person in by a one-time link, which is used up by it. An invitation of staff opens the session of a phone (W4).
 * @param device in a few words; null: it did not say
 * @throws UnauthenticatedError
 */
export async function signInByToken(root: Root, token: string, device: string | null = null): Promise<SignedIn> {
  const link = await clientOf(root).signInLink.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!link) throw new UnauthenticatedError('LINK_UNKNOWN');
  return inTransaction(asSystem(root), async (tx) => {
    const person = await lockPerson(tx, link.personId);
    const isMine = await takeSignInLink(tx, { id: link.id, at: root.now() });
    if (!isMine)
      throw new UnauthenticatedError(
        link.usedAt === null && link.expiresAt <= root.now() ? 'LINK_EXPIRED' : 'LINK_USED',
      );
    assertEnabled(person);
    return insertSession(tx, root, { person, device, isPhone: link.isPhone });
  });
}

function assertEnabled(person: Person): void {
  if (person.disabledAt !== null) throw new UnauthenticatedError('PERSON_DISABLED');
}

const asSystem = (root: Root) => ({ ...root, actor: { kind: 'system' } as const });
