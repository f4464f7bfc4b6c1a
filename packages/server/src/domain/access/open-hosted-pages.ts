import type { ApiKey } from '../../generated/prisma/client.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { merchantOf } from '../merchants/index.ts';
import { hostedKeysOf, insertHostedKey } from './hosted-key.store.ts';
import { dropLookups } from './lookups.ts';

/**
 * Opens the pages that this server hosts for the merchant, after their key was revoked: a new key takes its place.
 * While they are open nothing changes.
 * @throws NotAllowedError
 */
// house: no event, because the store announces the key that it writes.
export async function openHostedPages(ctx: DomainContext): Promise<ApiKey> {
  assertMay(ctx, 'keys:write');
  const key = await inTransaction(ctx, async (tx) => {
    const merchant = await merchantOf({ ...ctx, tx });
    // Under the merchant's lock: two who open at once get one key.
    await tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchant.id} FOR UPDATE`;
    const [newest] = await hostedKeysOf(tx, merchant.id);
    if (newest?.revokedAt === null) return newest;
    const version = (newest?.hostedVersion ?? 0) + 1;
    await insertHostedKey(tx, ctx, { merchant, version });
    return tx.apiKey.findFirstOrThrow({ where: { merchantId: merchant.id, hostedVersion: version } });
  });
  dropLookups(ctx);
  return key;
}
