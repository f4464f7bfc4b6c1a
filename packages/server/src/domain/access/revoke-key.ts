import type { ApiKey } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { inTransaction } from '../kit/transaction.ts';
import { INSTALLATION } from './installation.rules.ts';
import { visibleKeys } from './key.access.ts';
import { dropLookups } from './lookups.ts';

/**
 * Ends a key at once and for ever. Revoking again changes nothing.
 * @throws NotFoundError, NotAllowedError
 */
export async function revokeKey(ctx: DomainContext, { keyId }: { keyId: string }): Promise<ApiKey> {
  assertMay(ctx, 'keys:write');
  if (prefixOf(keyId) !== 'key') throw new NotFoundError('key', ['keyId']);
  const where = { id: keyId, ...visibleKeys(ctx) };
  const key = await inTransaction(ctx, async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: ctx.now() },
    });
    const row = await tx.apiKey.findFirst({ where });
    if (!row) throw new NotFoundError('key', ['keyId']);
    const merchantId = row.merchantId ?? INSTALLATION;
    if (count === 1) await announce(tx, ctx, { type: 'key.revoked', merchantId, data: { keyId } });
    return row;
  });
  dropLookups(ctx);
  return key;
}
