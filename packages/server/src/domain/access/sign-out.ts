import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import type { Root } from './identity.rules.ts';
import { dropLookups } from './lookups.ts';

/** Ends a session at once. An unknown or ended one is none any more: nothing happens. */
export async function signOut(root: Root, sessionToken: string): Promise<void> {
  const where = { tokenHash: hashToken(sessionToken), revokedAt: null };
  await clientOf(root).session.updateMany({ where, data: { revokedAt: root.now() } });
  dropLookups(root);
}
