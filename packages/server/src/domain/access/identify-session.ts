import type { Person, PersonRole, Session } from '../../generated/prisma/client.ts';
import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { ForbiddenError, UnauthenticatedError } from './access.errors.ts';
import {
  SESSION_COST_PER_SECOND,
  type Credentials,
  type Identity,
  type RequestFacts,
  type Root,
} from './identity.rules.ts';
import { COST_PER_SECOND } from './key.rules.ts';
import { lookUp } from './lookups.ts';
import { namedMerchantId } from './named-merchant.queries.ts';
import { isCsrfToken, isLiveSession } from './session.rules.ts';
import { noteUse } from './session.store.ts';

type SignedInPerson = Pick<Person, 'id' | 'isOperator' | 'disabledAt'> & { roles: PersonRole[] };
type SessionCredentials = Credentials & { sessionToken: string };

/**
 * Who a session is (W7): an operator, or a person in one merchant. Somebody of several merchants names one.
 * @throws UnauthenticatedError, ForbiddenError
 */
export async function identifySession(
  root: Root,
  credentials: SessionCredentials,
  facts: RequestFacts,
): Promise<Identity> {
  const { session, person } = await liveSession(root, credentials.sessionToken);
  if (credentials.isWrite && !isCsrfToken(credentials.csrfToken, credentials.sessionToken))
    throw new ForbiddenError('CSRF');
  const named = await namedMerchantId(root, facts);
  if (person.isOperator) {
    const actor = { kind: 'operator', id: person.id, merchantId: named, sessionId: session.id } as const;
    return { actor, costPerSecond: COST_PER_SECOND.OPERATOR, mayRunAnyDocument: true };
  }
  const { merchantId, role, staffRoles, storeIds } = chosenRole(person, named);
  const place = { merchantId, role, staffRoles, storeIds };
  const actor = { kind: 'person', id: person.id, ...place, sessionId: session.id } as const;
  return { actor, costPerSecond: SESSION_COST_PER_SECOND, mayRunAnyDocument: true };
}

async function liveSession(root: Root, sessionToken: string): Promise<{ session: Session; person: SignedInPerson }> {
  const tokenHash = hashToken(sessionToken);
  const found = await lookUp(root, `session:${tokenHash}`, () => readSession(root, tokenHash));
  if (!found) throw new UnauthenticatedError('SESSION_UNKNOWN');
  const { session, person } = found;
  if (!isLiveSession(session, root.now())) throw new UnauthenticatedError('SESSION_ENDED');
  if (person.disabledAt !== null) throw new UnauthenticatedError('PERSON_DISABLED');
  return { session, person };
}

async function readSession(
  root: Root,
  tokenHash: string,
): Promise<{ session: Session; person: SignedInPerson } | null> {
  const session = await clientOf(root).session.findUnique({ where: { tokenHash } });
  if (!session) return null;
  const person = await clientOf(root).person.findUnique({
    where: { id: session.personId },
    select: { id: true, isOperator: true, disabledAt: true, roles: true },
  });
  if (person === null) return null;
  if (isLiveSession(session, root.now())) await noteUse(root, session);
  return { session, person };
}

function chosenRole({ roles }: SignedInPerson, named: string | null): PersonRole {
  const [first, second] = named === null ? roles : roles.filter(({ merchantId }) => merchantId === named);
  if (first === undefined) throw new ForbiddenError(named === null ? 'NO_ROLE' : 'MERCHANT_UNKNOWN');
  if (second !== undefined) throw new ForbiddenError('MERCHANT_UNNAMED');
  return first;
}
