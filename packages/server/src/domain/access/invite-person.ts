import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { INSTALLATION } from './installation.rules.ts';
import { dropLookups } from './lookups.ts';
import { mayMakeSignInLink } from './person.access.ts';
import type { KnownPerson } from './person.rules.ts';
import { assertInvitation, type Invitation, placePerson } from './place-person.ts';
import { insertSignInLink, SIGN_IN_LINK_SECONDS } from './sign-in-link.store.ts';

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
    const person = await placePerson(tx, ctx, invitation);
    const { id: personId, login } = person;
    const role = invitation.role ?? null;
    const mayLink = mayMakeSignInLink(ctx.actor, person);
    const link = mayLink ? await insertSignInLink(tx, ctx, { personId, lifeSeconds: SIGN_IN_LINK_SECONDS }) : null;
    const tenant = role === null ? { merchantId: INSTALLATION } : {};
    await announce(tx, ctx, { type: 'person.invited', ...tenant, data: { personId, role } });
    return { person: { id: personId, login, disabledAt: null }, signInToken: link?.token ?? null };
  });
  dropLookups(ctx);
  return invited;
}
