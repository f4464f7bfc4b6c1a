import type { Person, PersonRole } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { inTransaction } from '../kit/transaction.ts';
import { INSTALLATION } from './installation.rules.ts';
import { assertMayGrantRole, isInstallation, mayMakeSignInLink, visiblePeople } from './person.access.ts';
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
  const person = await getPerson(ctx, personId);
  assertMayEnterAs(ctx, person);
  return inTransaction(ctx, async (tx) => {
    const { link, token } = await insertSignInLink(tx, ctx, { personId, lifeSeconds });
    const merchantId = isInstallation(ctx.actor) ? (person.roles[0]?.merchantId ?? INSTALLATION) : merchantIdOf(ctx);
    await announce(tx, ctx, { type: 'sign_in_link.created', merchantId, data: { personId, signInLinkId: link.id } });
    return { token, expiresAt: link.expiresAt };
  });
}

function assertLife(ctx: DomainContext, lifeSeconds: number): void {
  const longest = isInstallation(ctx.actor) ? LONGEST_SECONDS : SIGN_IN_LINK_SECONDS;
  if (Number.isInteger(lifeSeconds) && lifeSeconds >= 1 && lifeSeconds <= longest) return;
  throw new InvalidInputError(['lifeSeconds'], `A whole number from 1 to ${longest}`);
}

type Colleague = Person & { roles: PersonRole[] };

async function getPerson(ctx: DomainContext, personId: string): Promise<Colleague> {
  const where = { id: personId, ...visiblePeople(ctx) };
  const isId = prefixOf(personId) === 'per';
  const person = isId ? await clientOf(ctx).person.findFirst({ where, include: { roles: true } }) : null;
  if (!person) throw new NotFoundError('person', ['personId']);
  return person;
}

function assertMayEnterAs(ctx: DomainContext, person: Colleague): void {
  if (person.disabledAt !== null) throw new NotAllowedError('This account is disabled', { field: ['personId'] });
  if (!mayMakeSignInLink(ctx.actor, person)) {
    throw new NotAllowedError('This person also works elsewhere: only an operator makes a link', {
      field: ['personId'],
    });
  }
  for (const role of person.roles) assertMayGrantRole(ctx.actor, role);
}
