import type { Person, PersonRole } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
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

/** A login held until the commit, also one that nobody has yet: of many who place the same somebody one goes first. */
export const holdLogin = (tx: Tx, login: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`login ${login}`}, 0))`;

/** As {@link lockPerson}, for somebody whom the actor may see. Throws NotFoundError. */
export async function getPerson(tx: Tx, ctx: DomainContext, personId: string): Promise<PersonWithRoles> {
  const where = { id: personId, ...visiblePeople(ctx) };
  if (prefixOf(personId) !== 'per') throw new NotFoundError('person', ['personId']);
  await hold(tx, personId);
  const person = await tx.person.findFirst({ where, include: { roles: true } });
  if (!person) throw new NotFoundError('person', ['personId']);
  return person;
}

/**
 * Refuses to take the last owner from a merchant: nobody of its own could manage people then. Counted under the
 * merchant's lock, or two owners could take the role from each other at once. Throws NotAllowedError.
 */
export async function assertOwnerIsLeft(
  tx: Tx,
  { merchantId, without, field }: { merchantId: string; without: string; field: string },
): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchantId} FOR NO KEY UPDATE`;
  const others = { merchantId, role: 'OWNER', storeIds: { isEmpty: true }, personId: { not: without } } as const;
  if ((await tx.personRole.count({ where: { ...others, person: { disabledAt: null } } })) > 0) return;
  throw new NotAllowedError('This is the last owner of the merchant: name another one first', { field: [field] });
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
