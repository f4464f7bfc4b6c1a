import { assertInvitation, dropLookups, holdLogin, normalizeLogin, placePerson } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { StaffRoleName } from '../kit/actor.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { randomText } from '../kit/random-text.ts';
import { checkedPlace } from './staff.rules.ts';
import { inviteToPhone, type PhoneInvitation } from './staff.store.ts';

const LOGIN_LENGTH = 10;

export type AddStaffInput = {
  /** 1 to 64 characters. */
  name: string;
  /** A name or an e-mail address, unique in the installation; drawn unless given. */
  login?: string | null | undefined;
  roles: readonly StaffRoleName[];
  /** Empty: every store. */
  storeIds?: readonly string[] | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Makes somebody staff of the merchant (W4) and invites them to their phone; the invitation is shown this once, so a
 * repeated key gives none. Nobody gives more than they may themselves, and people of the merchant keep the role they have.
 *
 * Throws InvalidInputError, NotAllowedError; NotFoundError for a store that is not the merchant's.
 */
export async function addStaff(
  ctx: DomainContext,
  { login: named, idempotencyKey: key, ...input }: AddStaffInput,
): Promise<{ staffId: string; invitation: PhoneInvitation | null }> {
  assertMay(ctx, 'staff:write');
  const { staffRoles, storeIds } = checkedPlace({ roles: input.roles, storeIds: input.storeIds ?? [] });
  const login = named ? normalizeLogin(named) : `staff-${randomText(ctx.random, LOGIN_LENGTH).toLowerCase()}`;
  const draft = { name: input.name, login, role: 'STAFF', staffRoles, storeIds } as const;
  assertInvitation(ctx, draft);
  let invitation: PhoneInvitation | null = null;
  const request = { ...draft, login: named ? login : null };
  const { answer } = await once(ctx, { operation: 'staffAdd', key, input: request }, async (tx) => {
    const inside = { ...ctx, tx };
    await holdLogin(tx, login);
    await assertWorksNotHere(tx, inside, login);
    const person = await placePerson(tx, inside, draft);
    await announce(tx, inside, { type: 'person.invited', data: { personId: person.id, role: 'STAFF' } });
    const { url, expiresAt } = await inviteToPhone(tx, inside, person);
    invitation = { url, expiresAt };
    return { staffId: person.id };
  });
  dropLookups(ctx);
  return { staffId: answer.staffId, invitation };
}

/** An owner is not to become staff by a slip, nor staff to lose their stores. */
async function assertWorksNotHere(tx: Tx, ctx: DomainContext, login: string): Promise<void> {
  const works = { merchantId: merchantIdOf(ctx), person: { login } };
  if ((await tx.personRole.findFirst({ where: works, select: { personId: true } })) === null) return;
  throw new NotAllowedError('Somebody with this login works here already', { field: ['login'] });
}
