import { announce } from '../events/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { hashPassword } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { INSTALLATION } from './installation.rules.ts';
import { dropLookups } from './lookups.ts';
import { assertPassword } from './person.rules.ts';

/**
 * Sets the password of the person who is signed in, and ends their other sessions (an operator's all: they sign in again).
 * Whoever forgot the old one comes in by a one-time link.
 * @throws InvalidInputError; NotAllowedError for keys
 */
export async function setPassword(ctx: DomainContext, { password }: { password: string }): Promise<void> {
  const { personId, sessionId } = assertMaySetPassword(ctx);
  assertPassword(password);
  const passwordHash = await hashPassword(password, ctx.random(16));
  await inTransaction(ctx, async (tx) => {
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    await tx.session.updateMany({
      where: { personId, revokedAt: null, id: { not: sessionId } },
      data: { revokedAt: ctx.now() },
    });
    const merchantId = ctx.actor.kind === 'person' ? ctx.actor.merchantId : INSTALLATION;
    await announce(tx, ctx, { type: 'person.password_set', merchantId, data: { personId } });
  });
  dropLookups(ctx);
}

function assertMaySetPassword({ actor }: DomainContext): { personId: string; sessionId: string } {
  if (actor.kind === 'person') return { personId: actor.id, sessionId: actor.sessionId };
  if (actor.kind === 'operator' && prefixOf(actor.id) === 'per') return { personId: actor.id, sessionId: '' };
  throw new NotAllowedError('Only a person who is signed in has a password');
}
