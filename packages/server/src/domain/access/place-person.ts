import { merchantIdOf } from '../kit/access.ts';
import type { PersonRoleName, StaffRoleName } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import {
  assertMayGrantRole,
  assertMayInvite,
  assertMayMakeOperators,
  isSelf,
  mayMakeSignInLink,
} from './person.access.ts';
import {
  assertPerson,
  isOwnership,
  isRaisedFromStaff,
  isWidened,
  type KnownPerson,
  normalizeLogin,
  worksNowhere,
} from './person.rules.ts';
import { assertOwnerIsLeft, endSignIns, holdLogin, lockPerson, type PersonWithRoles } from './person.store.ts';

export type Invitation = {
  /** A name or an e-mail address; unique in the installation. */
  login: string;
  name: string;
  /** Role at the actor's merchant; absent for operators who belong to none. */
  role?: PersonRoleName | undefined;
  /** What the person does at a till, where the role is STAFF; absent: REDEEMER. */
  staffRoles?: readonly StaffRoleName[] | undefined;
  /** Empty: every store. */
  storeIds?: readonly string[] | undefined;
  isOperator?: boolean | undefined;
};

/** Throws InvalidInputError, NotAllowedError: nobody gives a role that may more than they may themselves. */
export function assertInvitation(
  { actor }: Pick<DomainContext, 'actor'>,
  { login, name, role, staffRoles = [], storeIds = [], isOperator = false }: Invitation,
): void {
  assertPerson({ login, name });
  if (isOperator) assertMayMakeOperators(actor);
  if (role === undefined && !isOperator)
    throw new InvalidInputError(['role'], 'Say which role the person has', 'MISSING');
  const wrong = storeIds.findIndex((id) => prefixOf(id) !== 'store');
  if (wrong >= 0) throw new InvalidInputError(['storeIds', wrong], 'No store id');
  if (role !== undefined) assertMayGrantRole(actor, { role, staffRoles, storeIds });
}

/**
 * Makes the person, or gives one who is known the role at this merchant, and holds them until the commit. The verb that
 * calls has checked {@link assertInvitation}, and drops the lookups after its commit. Throws NotAllowedError; NotFoundError
 * for a store that is not the merchant's.
 */
export async function placePerson(tx: Tx, ctx: DomainContext, invitation: Invitation): Promise<PersonWithRoles> {
  const { id: personId } = await findOrInsertPerson(tx, ctx, invitation);
  await setRole(tx, ctx, { personId, invitation });
  return lockPerson(tx, personId);
}

async function findOrInsertPerson(tx: Tx, ctx: DomainContext, invitation: Invitation): Promise<KnownPerson> {
  const { name, isOperator = false } = invitation;
  const login = normalizeLogin(invitation.login);
  await holdLogin(tx, login);
  const row = { id: ctx.newId('per'), login, name: name.trim(), isOperator, createdAt: ctx.now() };
  const { count } = await tx.person.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) return { ...row, disabledAt: null };
  const { id } = await tx.person.findUniqueOrThrow({ where: { login } });
  const person = await lockPerson(tx, id);
  assertMayInvite(ctx.actor, person);
  await widen(tx, ctx, { person, invitation });
  return person;
}

/**
 * Whoever made this login first, or a way in for staff, must not come along to a new place or to more power: only the
 * holder of the new link does.
 */
async function widen(
  tx: Tx,
  ctx: DomainContext,
  { person, invitation }: { person: PersonWithRoles; invitation: Invitation },
): Promise<void> {
  const { name, role, isOperator = false } = invitation;
  const merchantId = role === undefined ? null : merchantIdOf(ctx);
  // Of somebody who also works elsewhere no merchant has made a link, nor makes one now: they keep their way in.
  const isRaised = isRaisedFromStaff(person, { merchantId, role }) && mayMakeSignInLink(ctx.actor, person);
  // Whoever invites themselves has proved who they are.
  if (!(isRaised || isWidened(person, { merchantId, isOperator })) || isSelf(ctx.actor, person.id)) return;
  await endSignIns(tx, { personId: person.id, at: ctx.now() });
  await tx.person.update({
    where: { id: person.id },
    data: {
      passwordHash: null,
      isOperator: person.isOperator || isOperator,
      ...(worksNowhere(person) ? { name: name.trim() } : {}),
    },
  });
}

type RoleOf = { personId: string; invitation: Invitation };

async function setRole(tx: Tx, ctx: DomainContext, { personId, invitation }: RoleOf): Promise<void> {
  const { role, staffRoles = [], storeIds = [] } = invitation;
  if (role === undefined) return;
  const place = { personId, merchantId: merchantIdOf(ctx) };
  const known = await tx.personRole.findUnique({ where: { personId_merchantId: place } });
  // Taking a role away is a use of power like giving it: a manager's helper can't make the owner staff.
  if (known) assertMayGrantRole(ctx.actor, known);
  const held = { role, staffRoles: [...new Set(staffRoles)], storeIds: [...new Set(storeIds)] };
  if (known && isOwnership(known) && !isOwnership(held))
    await assertOwnerIsLeft(tx, { merchantId: place.merchantId, without: personId, field: 'role' });
  await ctx.ports.access.assertStores({ ...ctx, tx }, storeIds);
  await tx.personRole.upsert({
    where: { personId_merchantId: place },
    create: { ...place, ...held, createdAt: ctx.now() },
    update: held,
  });
}
