import type { WebhookAttempt, WebhookEndpoint } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { visibleEndpoints } from './endpoint.access.ts';

/** As many endpoints a merchant has at most. */
export const MOST_ENDPOINTS = 20;
/** As many attempts of a delivery are shown; three days of trying make fewer. */
export const MOST_ATTEMPTS = 100;

/** The merchant's endpoints, the newest first. @throws NotAllowedError */
export const listEndpoints = (ctx: DomainContext): Promise<WebhookEndpoint[]> =>
  clientOf(ctx).webhookEndpoint.findMany({
    where: visibleEndpoints(ctx),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_ENDPOINTS,
  });

/** @throws NotFoundError */
export async function getEndpoint(ctx: DomainContext, id: string): Promise<WebhookEndpoint> {
  const found = await clientOf(ctx).webhookEndpoint.findFirst({ where: { ...visibleEndpoints(ctx), id } });
  if (!found) throw new NotFoundError('webhook endpoint', ['endpointId']);
  return found;
}

/** Locked until the commit. @throws NotFoundError */
export async function lockEndpoint(tx: Tx, ctx: DomainContext, id: string): Promise<WebhookEndpoint> {
  if (prefixOf(id) !== 'whe') throw new NotFoundError('webhook endpoint', ['endpointId']);
  await tx.$queryRaw`SELECT "id" FROM "WebhookEndpoint" WHERE "id" = ${id} FOR NO KEY UPDATE`;
  return getEndpoint({ ...ctx, tx }, id);
}

/** The attempts of a delivery that the caller has been shown, the first one first. */
export const attemptsOf = (ctx: DomainContext, deliveryId: string): Promise<WebhookAttempt[]> =>
  clientOf(ctx).webhookAttempt.findMany({
    where: { deliveryId },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
    take: MOST_ATTEMPTS,
  });
