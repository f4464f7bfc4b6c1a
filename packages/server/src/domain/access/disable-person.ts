import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { dropLookups } from './lookups.ts';
import { assertMayManage, isInstallation, placeOfEvent } from './person.access.ts';
import { isOwnership, type KnownPerson } from './person.rules.ts';
import { assertOwnerIsLeft, endSignIns, getPerson, type PersonWithRoles } from './person.store.ts';

/**
 * Shuts a person out of the installation: sessions and open links end, and no way of signing in works until an operator
 * enables them again. Disabling again changes nothing.
 * @throws NotFoundError; NotAllowedError for oneself, for who may more, for who also works elsewhere, and for the last
 * owner, whom operators alone shut out
 */
export async function disablePerson(ctx: DomainContext, { personId }: { personId: string }): Promise<KnownPerson> {
  assertMay(ctx, 'people:write');
  const disabled = await inTransaction(ctx, async (tx) => {
    const person = await getPerson(tx, ctx, personId);
    assertMayManage(ctx.actor, person);
    const { id, login, disabledAt } = person;
    if (disabledAt !== null) return { id, login, disabledAt };
    if (!isInstallation(ctx.actor)) await assertOwnersAreLeft(tx, person);
    const at = ctx.now();
    await tx.person.update({ where: { id }, data: { disabledAt: at } });
    await endSignIns(tx, { personId, at });
    const merchantId = placeOfEvent(ctx.actor, person);
    await announce(tx, ctx, { type: 'person.disabled', merchantId, data: { personId } });
    return { id, login, disabledAt: at };
  });
  dropLookups(ctx);
  return disabled;
}

async function assertOwnersAreLeft(tx: Tx, { id, roles }: PersonWithRoles): Promise<void> {
  for (const role of roles.filter(isOwnership))
    await assertOwnerIsLeft(tx, { merchantId: role.merchantId, without: id, field: 'personId' });
}
