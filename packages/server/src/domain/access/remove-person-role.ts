import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { dropLookups } from './lookups.ts';
import { assertMayGrantRole, assertNotSelf } from './person.access.ts';
import { isOwnership, type KnownPerson, worksNowhere } from './person.rules.ts';
import { assertOwnerIsLeft, endSignIns, getPerson } from './person.store.ts';

/**
 * Takes away the role that a person has at the actor's merchant: from the next request on they can do nothing there.
 * Whoever then works nowhere is signed out.
 * @throws NotFoundError for who has no role here; NotAllowedError for oneself, for who may more, and for the last owner
 */
export async function removePersonRole(ctx: DomainContext, { personId }: { personId: string }): Promise<KnownPerson> {
  assertMay(ctx, 'people:write');
  const merchantId = merchantIdOf(ctx);
  const left = await inTransaction(ctx, async (tx) => {
    const { id, login, disabledAt, isOperator, roles } = await getPerson(tx, ctx, personId);
    const held = roles.find((role) => role.merchantId === merchantId);
    if (!held) throw new NotFoundError('person', ['personId']);
    assertNotSelf(ctx.actor, personId);
    assertMayGrantRole(ctx.actor, held);
    if (isOwnership(held)) await assertOwnerIsLeft(tx, { merchantId, without: personId, field: 'personId' });
    await tx.personRole.delete({ where: { personId_merchantId: { personId, merchantId } } });
    const others = roles.filter((role) => role !== held);
    if (worksNowhere({ isOperator, roles: others })) await endSignIns(tx, { personId, at: ctx.now() });
    await announce(tx, ctx, { type: 'person.role_removed', data: { personId, role: held.role } });
    return { id, login, disabledAt };
  });
  dropLookups(ctx);
  return left;
}
