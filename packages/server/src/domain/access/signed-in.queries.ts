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

/** The person of a session that is open; null when it has ended or is none. For the page that greets them. */
// house: no access check, because the session token is the proof and shows only its owner.
export async function findSignedInPerson(root: Root, sessionToken: string): Promise<SignedInPerson | null> {
  const client = clientOf(root);
  const session = await client.session.findUnique({ where: { tokenHash: hashToken(sessionToken) } });
  if (!session || session.revokedAt !== null || session.expiresAt <= root.now()) return null;
  const person = await client.person.findUnique({ where: { id: session.personId }, include: { roles: true } });
  if (!person || person.disabledAt !== null) return null;
  const { id, name, login, isOperator, roles } = person;
  const found = await client.merchant.findMany({
    where: isOperator ? {} : { id: { in: roles.map(({ merchantId }) => merchantId) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_MERCHANTS,
  });
  const roleAt = new Map(roles.map(({ merchantId, role }) => [merchantId, role]));
  const merchants = found.map((merchant) => ({
    appId: merchant.appId,
    name: merchant.name,
    isSandbox: merchant.isSandbox,
    role: roleAt.get(merchant.id) ?? null,
  }));
  return { id, name, login, isOperator, merchants };
}
