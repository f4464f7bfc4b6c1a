import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { dropLookups } from './lookups.ts';
import { assertMayManage, isSelf, placeOfEvent } from './person.access.ts';
import type { KnownPerson } from './person.rules.ts';
import { endSignIns, getPerson, lockPerson, type PersonWithRoles } from './person.store.ts';

/**
 * Ends a person's sessions and open links at once. Anybody may end their own others; the one that asks stays open.
 * Tells how many sessions ended.
 * @throws NotFoundError; NotAllowedError for who may more and for who also works elsewhere
 */
export async function endPersonSessions(
  ctx: DomainContext,
  { personId }: { personId: string },
): Promise<{ person: KnownPerson; endedCount: number }> {
  const isOwn = isSelf(ctx.actor, personId);
  if (!isOwn) assertMay(ctx, 'people:write');
  const ended = await inTransaction(ctx, async (tx) => {
    const person = isOwn ? await lockPerson(tx, personId) : await getManaged(tx, ctx, personId);
    const endedCount = await endSignIns(tx, { personId, at: ctx.now(), keepSessionId: ownSessionOf(ctx) });
    const merchantId = placeOfEvent(ctx.actor, person);
    await announce(tx, ctx, { type: 'person.sessions_ended', merchantId, data: { personId, count: endedCount } });
    const { id, login, disabledAt } = person;
    return { person: { id, login, disabledAt }, endedCount };
  });
  dropLookups(ctx);
  return ended;
}

async function getManaged(tx: Tx, ctx: DomainContext, personId: string): Promise<PersonWithRoles> {
  const person = await getPerson(tx, ctx, personId);
  assertMayManage(ctx.actor, person);
  return person;
}

const ownSessionOf = ({ actor }: DomainContext): string | undefined =>
  actor.kind === 'person' || actor.kind === 'operator' ? actor.sessionId : undefined;
