import type { ApiKey } from '../../generated/prisma/client.ts';
import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { hostedKeysOf, hostedKeyText, insertHostedKey, type HostingMerchant } from './hosted-key.store.ts';
import type { Root } from './identity.rules.ts';
import { lookUp } from './lookups.ts';

/**
 * The publishable key of the pages that this server hosts for a merchant; the first who asks makes it. Null: the
 * merchant has revoked the newest, which closes these pages until {@link openHostedPages}.
 */
// house: no access check, because whoever opens a hosted page is handed this key, which is public.
// house: no event, because the store announces the key that it writes.
export async function ensureHostedKey(root: Root, merchant: HostingMerchant): Promise<string | null> {
  const known = await lookUp(root, `hosted-keys:${merchant.id}`, async () => {
    const keys = await hostedKeysOf(clientOf(root), merchant.id);
    return keys.length > 0 ? keys : null;
  });
  const [newest] = known ?? [];
  if (newest !== undefined && newest.revokedAt !== null) return null;
  const version = (known ?? []).find((key) => isOurs(root, merchant, key))?.hostedVersion;
  if (version != null) return textOf(root, merchant, version);
  // None yet, or each was derived from a master key that is not the current one here any more.
  const next = (newest?.hostedVersion ?? 0) + 1;
  const system = { ...root, actor: { kind: 'system' } as const };
  await inTransaction(system, (tx) => insertHostedKey(tx, system, { merchant, version: next }));
  return textOf(root, merchant, next);
}

const textOf = (root: Root, { id: merchantId, isSandbox: isTest }: HostingMerchant, version: number): string =>
  hostedKeyText(root, { merchantId, isTest, version });

function isOurs(root: Root, merchant: HostingMerchant, { hostedVersion, hash, revokedAt, expiresAt }: ApiKey): boolean {
  if (hostedVersion === null || revokedAt !== null) return false;
  if (expiresAt !== null && expiresAt <= root.now()) return false;
  return hashToken(textOf(root, merchant, hostedVersion)) === hash;
}
