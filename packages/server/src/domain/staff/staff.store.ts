import type { PersonRole } from '../../generated/prisma/client.ts';
import {
  assertMayGrantRole,
  insertPhoneLink,
  isSelf,
  lockPerson,
  mayMakeSignInLink,
  type PersonWithRoles,
} from '../access/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';

export type HeldStaff = { person: PersonWithRoles; held: PersonRole };

/**
 * Somebody of the merchant's staff, held until the commit, for an actor who manages them. Throws NotFoundError for who
 * has no role here; NotAllowedError for people of other roles, for who may more than the actor, and for oneself.
 */
export async function getManagedStaff(tx: Tx, ctx: DomainContext, staffId: string): Promise<HeldStaff> {
  const merchantId = merchantIdOf(ctx);
  const id = prefixOf(staffId) === 'per' ? staffId : '';
  const known = await tx.personRole.findUnique({ where: { personId_merchantId: { personId: id, merchantId } } });
  if (!known) throw new NotFoundError('person', ['staffId']);
  const person = await lockPerson(tx, id);
  const held = person.roles.find((role) => role.merchantId === merchantId);
  if (!held) throw new NotFoundError('person', ['staffId']);
  if (held.role !== 'STAFF') throw new NotAllowedError('This person is no staff', { field: ['staffId'] });
  if (isSelf(ctx.actor, id)) throw new NotAllowedError('This is you: ask somebody else', { field: ['staffId'] });
  assertMayGrantRole(ctx.actor, held);
  return { person, held };
}

/** A way in for a phone: `url` opens the till there, once. */
export type PhoneInvitation = { url: string; expiresAt: Date };

/** Throws NotAllowedError: a sign-in link is the person, so it is not for who also works elsewhere, or is shut out. */
export async function inviteToPhone(
  tx: Tx,
  ctx: DomainContext,
  person: PersonWithRoles,
): Promise<PhoneInvitation & { signInLinkId: string }> {
  if (person.disabledAt !== null) throw new NotAllowedError('This account is disabled', { field: ['staffId'] });
  if (!mayMakeSignInLink(ctx.actor, person))
    throw new NotAllowedError('This person also works elsewhere: they sign in by password', { field: ['staffId'] });
  const { link, token } = await insertPhoneLink(tx, ctx, person.id);
  return { url: `${ctx.publicUrl}/session/${token}`, expiresAt: link.expiresAt, signInLinkId: link.id };
}
