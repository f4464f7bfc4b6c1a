import type { Session } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { hashPassword, isPassword } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { UnauthenticatedError } from './access.errors.ts';
import { INSTALLATION } from './installation.rules.ts';
import { dropLookups } from './lookups.ts';
import { assertPassword, type KnownPerson } from './person.rules.ts';
import { endSignIns, lockPerson, type PersonWithRoles } from './person.store.ts';
import { isFreshSignIn, isLiveSession } from './session.rules.ts';
import { countAttempt, forgetAttempts } from './sign-in-attempt.store.ts';

export type NewPassword = {
  password: string;
  /** Proves who sits there when the sign-in is older than 15 minutes. */
  currentPassword?: string | null | undefined;
};

/**
 * Sets the password of the person who is signed in, and ends their other sessions and open links. Whoever forgot the
 * old one comes in by a one-time link, which is a fresh sign-in.
 * @throws InvalidInputError; NotAllowedError for keys; UnauthenticatedError when the current password is missing or
 * wrong; ThrottledError after five wrong ones
 */
export async function setPassword(
  ctx: DomainContext,
  { password, currentPassword = null }: NewPassword,
): Promise<KnownPerson> {
  const { personId, sessionId } = assertMaySetPassword(ctx);
  assertPassword(password);
  const comparedHash = currentPassword === null ? null : await compared(ctx, personId, currentPassword);
  const passwordHash = await hashPassword(password, ctx.random(16));
  const { id, login, disabledAt } = await inTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, personId);
    assertProved(await liveSession(tx, ctx, sessionId), { person, comparedHash, now: ctx.now() });
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    await endSignIns(tx, { personId, at: ctx.now(), keepSessionId: sessionId });
    if (comparedHash !== null) await forgetAttempts(tx, person.login);
    const merchantId = ctx.actor.kind === 'person' ? ctx.actor.merchantId : INSTALLATION;
    await announce(tx, ctx, { type: 'person.password_set', merchantId, data: { personId } });
    return person;
  });
  dropLookups(ctx);
  return { id, login, disabledAt };
}

function assertMaySetPassword({ actor }: DomainContext): { personId: string; sessionId: string } {
  const sessionId = actor.kind === 'person' || actor.kind === 'operator' ? actor.sessionId : undefined;
  if (actor.kind === 'system' || sessionId === undefined)
    throw new NotAllowedError('Only a person who is signed in has a password');
  return { personId: actor.id, sessionId };
}

/** The stored hash that the current password fits. Guesses are counted like those at the sign-in. */
async function compared(ctx: DomainContext, personId: string, currentPassword: string): Promise<string> {
  const { login, passwordHash } = await clientOf(ctx).person.findUniqueOrThrow({ where: { id: personId } });
  await inTransaction(ctx, (tx) => countAttempt(tx, ctx, login));
  const isRight = passwordHash !== null && (await isPassword(currentPassword, passwordHash));
  if (!isRight) throw new UnauthenticatedError('PASSWORD_WRONG');
  return passwordHash;
}

/** Read under the person's lock: a session that was ended meanwhile must not leave a password behind. */
async function liveSession(tx: Tx, ctx: DomainContext, id: string): Promise<Session> {
  const session = await tx.session.findUnique({ where: { id } });
  if (!session || !isLiveSession(session, ctx.now())) throw new UnauthenticatedError('SESSION_ENDED');
  return session;
}

type Proof = { person: PersonWithRoles; comparedHash: string | null; now: Date };

function assertProved(session: Session, { person, comparedHash, now }: Proof): void {
  if (comparedHash !== null && comparedHash !== person.passwordHash) throw new UnauthenticatedError('PASSWORD_WRONG');
  if (comparedHash === null && !isFreshSignIn(session, now)) throw new UnauthenticatedError('SIGN_IN_TOO_OLD');
}
