import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { dropLookups } from './lookups.ts';
import { placeOfEvent } from './person.access.ts';
import type { KnownPerson } from './person.rules.ts';
import { getPerson } from './person.store.ts';

/**
 * Lets a disabled person sign in again; what they may do is as it was. For operators, because a merchant must not undo
 * what an operator did. Enabling again changes nothing.
 * @throws NotFoundError, NotAllowedError
 */
export async function enablePerson(ctx: DomainContext, { personId }: { personId: string }): Promise<KnownPerson> {
  assertMay(ctx, 'merchants:write');
  const enabled = await inTransaction(ctx, async (tx) => {
    const person = await getPerson(tx, ctx, personId);
    const known = { id: person.id, login: person.login, disabledAt: null };
    if (person.disabledAt === null) return known;
    await tx.person.update({ where: { id: personId }, data: { disabledAt: null } });
    const merchantId = placeOfEvent(ctx.actor, person);
    await announce(tx, ctx, { type: 'person.enabled', merchantId, data: { personId } });
    return known;
  });
  dropLookups(ctx);
  return enabled;
}
