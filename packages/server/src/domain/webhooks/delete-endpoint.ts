import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { lockEndpoint } from './endpoint.queries.ts';

/**
 * Ends an endpoint for good: nothing more is sent, and its log is no longer shown.
 * @throws NotFoundError, NotAllowedError
 */
export async function deleteEndpoint(
  ctx: DomainContext,
  { endpointId }: { endpointId: string },
): Promise<WebhookEndpoint> {
  assertMay(ctx, 'webhooks:write');
  return inTransaction(ctx, async (tx) => {
    const { id } = await lockEndpoint(tx, ctx, endpointId);
    const deleted = await tx.webhookEndpoint.update({ where: { id }, data: { deletedAt: ctx.now() } });
    await announce(tx, ctx, { type: 'webhook_endpoint.deleted', data: { endpointId: id } });
    return deleted;
  });
}
