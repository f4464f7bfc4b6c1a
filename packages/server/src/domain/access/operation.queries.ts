import type { PersistedOperation } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { INSTALLATION } from './installation.rules.ts';
import { lookUp } from './lookups.ts';

const HASH = /^[0-9a-f]{64}$/;

/** The document of a hash that the caller's merchant may run: its own, else the SDK's. */
export async function findOperation(ctx: DomainContext, hash: string): Promise<PersistedOperation | null> {
  if (!HASH.test(hash)) return null;
  const merchantId = merchantIdOf(ctx);
  return lookUp(ctx, `operation:${merchantId}:${hash}`, async () => {
    const found = await clientOf(ctx).persistedOperation.findMany({
      where: { hash, merchantId: { in: [merchantId, INSTALLATION] } },
    });
    return found.find((operation) => operation.merchantId === merchantId) ?? found[0] ?? null;
  });
}
