import { clientOf } from '../kit/context.ts';
import type { Root } from './identity.rules.ts';
import { normalizeLogin } from './person.rules.ts';

/** The merchant that a login owns, and the person; null when there is none. For the seeding of the sandbox. */
export async function findOwnership(
  root: Root,
  login: string,
): Promise<{ personId: string; merchantId: string } | null> {
  const where = { role: 'OWNER', person: { login: normalizeLogin(login) } } as const;
  const select = { personId: true, merchantId: true } as const;
  return clientOf(root).personRole.findFirst({ where, select, orderBy: { createdAt: 'asc' } });
}
