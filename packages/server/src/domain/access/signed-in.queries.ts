import type { Merchant, Person, PersonRole } from '../../generated/prisma/client.ts';
import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import type { PersonRoleName } from '../kit/actor.ts';
import type { Root } from './identity.rules.ts';

/** Who a session belongs to and where they may act. */
export type SignedInPerson = {
  id: string;
  name: string;
  login: string;
  isOperator: boolean;
  /** For an operator the newest 100 merchants, without a role. */
  merchants: readonly { appId: string; name: string; isSandbox: boolean; role: PersonRoleName | null }[];
};

const MOST_MERCHANTS = 100;

// house: no access check, because the session token is the proof and shows only its owner.

/** The person of a session that is open; null when it has ended or is none. For the page that greets them. */
export async function findSignedInPerson(root: Root, sessionToken: string): Promise<SignedInPerson | null> {
  const person = await readPerson(root, sessionToken);
  if (person === null) return null;
  const { id, name, login, isOperator, roles } = person;
  const roleAt = new Map(roles.map(({ merchantId, role }) => [merchantId, role]));
  const merchants = (await merchantsOf(root, person)).map((merchant) => ({
    appId: merchant.appId,
    name: merchant.name,
    isSandbox: merchant.isSandbox,
    role: roleAt.get(merchant.id) ?? null,
  }));
  return { id, name, login, isOperator, merchants };
}

/** The hosts whose images (C11) whoever is signed in will see: those of all their merchants, each once. */
export async function findImageHosts(root: Root, sessionToken: string): Promise<string[]> {
  const person = await readPerson(root, sessionToken);
  const merchants = person === null ? [] : await merchantsOf(root, person);
  return [...new Set(merchants.flatMap(({ imageHosts }) => imageHosts))];
}

type WithRoles = Person & { roles: PersonRole[] };

async function readPerson(root: Root, sessionToken: string): Promise<WithRoles | null> {
  const client = clientOf(root);
  const session = await client.session.findUnique({ where: { tokenHash: hashToken(sessionToken) } });
  if (!session || session.revokedAt !== null || session.expiresAt <= root.now()) return null;
  const person = await client.person.findUnique({ where: { id: session.personId }, include: { roles: true } });
  return person === null || person.disabledAt !== null ? null : person;
}

const merchantsOf = (root: Root, { isOperator, roles }: WithRoles): Promise<Merchant[]> =>
  clientOf(root).merchant.findMany({
    where: isOperator ? {} : { id: { in: roles.map(({ merchantId }) => merchantId) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_MERCHANTS,
  });
