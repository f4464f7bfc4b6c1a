import type { Person, PersonRole } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { visiblePeople } from './person.access.ts';

export type PersonWithRoles = Person & { roles: PersonRole[] };

const hold = (tx: Tx, personId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT "id" FROM "Person" WHERE "id" = ${personId} FOR UPDATE`;

/**
 * The person as it is now, held until the commit: who gives roles, makes links or signs in takes turns, so nobody
 * decides by what is just changing.
 */
export async function lockPerson(tx: Tx, personId: string): Promise<PersonWithRoles> {
  await hold(tx, personId);
  return tx.person.findUniqueOrThrow({ where: { id: personId }, include: { roles: true } });
}

/** As {@link lockPerson}, for somebody whom the actor may see. Throws NotFoundError. */
export async function getPerson(tx: Tx, ctx: DomainContext, personId: string): Promise<PersonWithRoles> {
  const where = { id: personId, ...visiblePeople(ctx) };
  if (prefixOf(personId) !== 'per') throw new NotFoundError('person', ['personId']);
  await hold(tx, personId);
  const person = await tx.person.findFirst({ where, include: { roles: true } });
  if (!person) throw new NotFoundError('person', ['personId']);
  return person;
}

/** Ends the sessions of a person, but for one that may stay, and the links that wait to be used. Tells how many sessions. */
export async function endSignIns(
  tx: Tx,
  { personId, at, keepSessionId = '' }: { personId: string; at: Date; keepSessionId?: string | undefined },
): Promise<number> {
  await tx.signInLink.updateMany({
    where: { personId, usedAt: null, expiresAt: { gt: at } },
    data: { expiresAt: at },
  });
  const { count } = await tx.session.updateMany({
    where: { personId, revokedAt: null, expiresAt: { gt: at }, id: { not: keepSessionId } },
    data: { revokedAt: at },
  });
  return count;
}
