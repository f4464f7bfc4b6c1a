import type { Session } from '../../generated/prisma/client.ts';
import { assertMayManage, dropLookups, isSelf, lockPerson } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { inTransaction } from '../kit/transaction.ts';
import { getManagedStaff } from './staff.store.ts';

/**
 * Ends one session of staff at once (W4), with what listens by it and the key of its device. Staff end their own; one
 * that has ended stays ended. Throws NotFoundError; NotAllowedError for who also works elsewhere, and for who may more.
 */
export async function revokeStaffSession(
  ctx: DomainContext,
  { sessionId }: { sessionId: string },
): Promise<{ staffId: string }> {
  const ended = await inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx };
    const session = await getSession(tx, inside, sessionId);
    const { personId } = session;
    const open = { id: session.id, revokedAt: null, expiresAt: { gt: ctx.now() } };
    const { count } = await tx.session.updateMany({ where: open, data: { revokedAt: ctx.now() } });
    await tx.staffDevice.deleteMany({ where: { sessionId: session.id } });
    if (count > 0) await announce(tx, inside, { type: 'person.sessions_ended', data: { personId, count } });
    return { staffId: personId };
  });
  dropLookups(ctx);
  return ended;
}

/** One's own, or of staff whom the actor manages; else there is none. */
async function getSession(tx: Tx, ctx: DomainContext, sessionId: string): Promise<Session> {
  const id = prefixOf(sessionId) === 'ses' ? sessionId : '';
  const session = await tx.session.findUnique({ where: { id } });
  if (session && isSelf(ctx.actor, session.personId)) {
    await assertIsStaff(tx, ctx, session.personId);
    return session;
  }
  assertMay(ctx, 'staff:write');
  const place = { personId: session?.personId ?? '', merchantId: merchantIdOf(ctx) };
  if (!session || !(await tx.personRole.findUnique({ where: { personId_merchantId: place } })))
    throw new NotFoundError('session', ['sessionId']);
  const { person } = await getManagedStaff(tx, ctx, session.personId);
  assertMayManage(ctx.actor, person);
  return session;
}

async function assertIsStaff(tx: Tx, ctx: DomainContext, personId: string): Promise<void> {
  const { roles } = await lockPerson(tx, personId);
  const here = roles.find(({ merchantId }) => merchantId === merchantIdOf(ctx));
  if (here?.role !== 'STAFF')
    throw new NotAllowedError('Staff end sessions here; others by personSessionsEnd', { field: ['sessionId'] });
}
