import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { assertMayGrantRole, isInstallation, mayMakeSignInLink, placeOfEvent } from './person.access.ts';
import { getPerson, type PersonWithRoles } from './person.store.ts';
import { insertSignInLink, SIGN_IN_LINK_SECONDS } from './sign-in-link.store.ts';

const LONGEST_SECONDS = 86_400;

/**
 * Makes a one-time sign-in link for a person of the merchant. `token` is shown this once.
 * @param input.lifeSeconds 900 unless an operator says otherwise (at most a day)
 * @throws NotFoundError, InvalidInputError, NotAllowedError: the person also works elsewhere, or may more than the caller
 */
export async function createSignInLink(
  ctx: DomainContext,
  input: { personId: string; lifeSeconds?: number | undefined },
): Promise<{ token: string; expiresAt: Date }> {
  assertMay(ctx, 'people:write');
  const { personId, lifeSeconds = SIGN_IN_LINK_SECONDS } = input;
  assertLife(ctx, lifeSeconds);
  return inTransaction(ctx, async (tx) => {
    const person = await getPerson(tx, ctx, personId);
    assertMayEnterAs(ctx, person);
    const { link, token } = await insertSignInLink(tx, ctx, { personId, lifeSeconds });
    const merchantId = placeOfEvent(ctx.actor, person);
    await announce(tx, ctx, { type: 'sign_in_link.created', merchantId, data: { personId, signInLinkId: link.id } });
    return { token, expiresAt: link.expiresAt };
  });
}

function assertLife(ctx: DomainContext, lifeSeconds: number): void {
  const longest = isInstallation(ctx.actor) ? LONGEST_SECONDS : SIGN_IN_LINK_SECONDS;
  if (Number.isInteger(lifeSeconds) && lifeSeconds >= 1 && lifeSeconds <= longest) return;
  throw new InvalidInputError(['lifeSeconds'], `A whole number from 1 to ${longest}`);
}

function assertMayEnterAs(ctx: DomainContext, person: PersonWithRoles): void {
  if (person.disabledAt !== null) throw new NotAllowedError('This account is disabled', { field: ['personId'] });
  if (!mayMakeSignInLink(ctx.actor, person)) {
    throw new NotAllowedError('This person also works elsewhere: only an operator makes a link', {
      field: ['personId'],
    });
  }
  for (const role of person.roles) assertMayGrantRole(ctx.actor, role);
}
