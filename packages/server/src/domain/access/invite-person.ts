import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { PersonRoleName } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { inTransaction } from '../kit/transaction.ts';
import { INSTALLATION } from './installation.rules.ts';
import { dropLookups } from './lookups.ts';
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
  isWidened,
  type KnownPerson,
  normalizeLogin,
  worksNowhere,
} from './person.rules.ts';
import { assertOwnerIsLeft, endSignIns, lockPerson, type PersonWithRoles } from './person.store.ts';
import { insertSignInLink, SIGN_IN_LINK_SECONDS } from './sign-in-link.store.ts';

export type Invitation = {
  /** A name or an e-mail address; unique in the installation. */
  login: string;
  name: string;
  /** Role at the actor's merchant; absent for operators who belong to none. */
  role?: PersonRoleName | undefined;
  /** Empty: every store. */
  storeIds?: readonly string[] | undefined;
  isOperator?: boolean | undefined;
};

/**
 * Lets somebody sign in (W7): makes the person, or gives one who is known a role at this merchant (replacing the role
 * that they had here). Somebody who works elsewhere is invited by an operator; wherever they had no place yet, they
 * start afresh: sessions, open links and password end, and the new link is the way in.
 * `signInToken` is for `/session/<token>`, once, within 15 minutes; null for a colleague who also works elsewhere.
 * @throws InvalidInputError, NotAllowedError; NotFoundError for a store that is not the merchant's
 */
export async function invitePerson(
  ctx: DomainContext,
  invitation: Invitation,
): Promise<{ person: KnownPerson; signInToken: string | null }> {
  assertMay(ctx, 'people:write');
  assertInvitation(ctx, invitation);
  const invited = await inTransaction(ctx, async (tx) => {
    const { id: personId, login } = await findOrInsertPerson(tx, ctx, invitation);
    const role = await setRole(tx, ctx, { personId, invitation });
    const person = await lockPerson(tx, personId);
    const mayLink = mayMakeSignInLink(ctx.actor, person);
    const link = mayLink ? await insertSignInLink(tx, ctx, { personId, lifeSeconds: SIGN_IN_LINK_SECONDS }) : null;
    const tenant = role === null ? { merchantId: INSTALLATION } : {};
    await announce(tx, ctx, { type: 'person.invited', ...tenant, data: { personId, role } });
    return { person: { id: personId, login, disabledAt: null }, signInToken: link?.token ?? null };
  });
  dropLookups(ctx);
  return invited;
}

function assertInvitation(
  { actor }: DomainContext,
  { login, name, role, storeIds = [], isOperator = false }: Invitation,
): void {
  assertPerson({ login, name });
  if (isOperator) assertMayMakeOperators(actor);
  if (role === undefined && !isOperator)
    throw new InvalidInputError(['role'], 'Say which role the person has', 'MISSING');
  const wrong = storeIds.findIndex((id) => prefixOf(id) !== 'store');
  if (wrong >= 0) throw new InvalidInputError(['storeIds', wrong], 'No store id');
  if (role !== undefined) assertMayGrantRole(actor, { role, storeIds });
}

async function findOrInsertPerson(tx: Tx, ctx: DomainContext, invitation: Invitation): Promise<KnownPerson> {
  const { name, isOperator = false } = invitation;
  const login = normalizeLogin(invitation.login);
  const row = { id: ctx.newId('per'), login, name: name.trim(), isOperator, createdAt: ctx.now() };
  const { count } = await tx.person.createMany({ data: [row], skipDuplicates: true });
  if (count === 1) return { ...row, disabledAt: null };
  const { id } = await tx.person.findUniqueOrThrow({ where: { login } });
  const person = await lockPerson(tx, id);
  assertMayInvite(ctx.actor, person);
  await widen(tx, ctx, { person, invitation });
  return person;
}

/** Whoever made this login first must not come along to a new place: only the holder of the new link does. */
async function widen(
  tx: Tx,
  ctx: DomainContext,
  { person, invitation }: { person: PersonWithRoles; invitation: Invitation },
): Promise<void> {
  const { name, role, isOperator = false } = invitation;
  const merchantId = role === undefined ? null : merchantIdOf(ctx);
  // Whoever invites themselves has proved who they are.
  if (!isWidened(person, { merchantId, isOperator }) || isSelf(ctx.actor, person.id)) return;
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

async function setRole(tx: Tx, ctx: DomainContext, { personId, invitation }: RoleOf): Promise<PersonRoleName | null> {
  const { role, storeIds = [] } = invitation;
  if (role === undefined) return null;
  const place = { personId, merchantId: merchantIdOf(ctx) };
  const known = await tx.personRole.findUnique({ where: { personId_merchantId: place } });
  // Taking a role away is a use of power like giving it: a manager's helper can't make the owner staff.
  if (known) assertMayGrantRole(ctx.actor, known);
  const held = { role, storeIds: [...new Set(storeIds)] };
  if (known && isOwnership(known) && !isOwnership(held))
    await assertOwnerIsLeft(tx, { merchantId: place.merchantId, without: personId, field: 'role' });
  await ctx.ports.access.assertStores({ ...ctx, tx }, storeIds);
  await tx.personRole.upsert({
    where: { personId_merchantId: place },
    create: { ...place, ...held, createdAt: ctx.now() },
    update: held,
  });
  return role;
}
