import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { newSecret } from './create-endpoint.ts';
import { lockEndpoint } from './endpoint.queries.ts';
import { assertMaySetUp } from './endpoint-draft.ts';

// house: no access check, because assertMaySetUp makes it.

const MOST_OVERLAP_SECONDS = 7 * 86_400;

/**
 * Gives an endpoint a new secret, shown this once; the old one signs beside it for `overlapSeconds` more (0 to 7 days).
 * @throws NotFoundError, InvalidInputError, NotAllowedError
 */
export async function rotateEndpointSecret(
  ctx: DomainContext,
  { endpointId, overlapSeconds }: { endpointId: string; overlapSeconds: number },
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  assertMaySetUp(ctx);
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > MOST_OVERLAP_SECONDS)
    throw new InvalidInputError(['overlapSeconds'], `A whole number from 0 to ${MOST_OVERLAP_SECONDS}`);
  const secret = newSecret(ctx);
  const endpoint = await inTransaction(ctx, async (tx) => {
    const known = await lockEndpoint(tx, ctx, endpointId);
    if (known.format !== 'JSON')
      throw new NotAllowedError('Its secret is set with its address', { field: ['endpointId'] });
    const rotated = await tx.webhookEndpoint.update({
      where: { id: known.id },
      data: {
        secretCiphertext: ctx.secrets.seal('webhook-secret', secret),
        previousSecretCiphertext: known.secretCiphertext,
        previousUntil: new Date(ctx.now().getTime() + overlapSeconds * 1_000),
        updatedAt: ctx.now(),
      },
    });
    await announce(tx, ctx, { type: 'webhook_endpoint.secret_rotated', data: { endpointId: known.id } });
    return rotated;
  });
  return { endpoint, secret };
}
