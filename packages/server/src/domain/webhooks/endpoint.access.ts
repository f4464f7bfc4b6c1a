import { assertMay, merchantIdOf } from '../kit/access.ts';
import { boundStoresOf } from '../kit/actor.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';

type Acting = Pick<DomainContext, 'actor'>;

/** The endpoints that the actor may see: its merchant's that were not deleted. Who is bound to stores sees none. */
export function visibleEndpoints(ctx: Acting): { merchantId: string; deletedAt: null } {
  assertMay(ctx, 'webhooks:read');
  assertUnbound(ctx);
  return { merchantId: merchantIdOf(ctx), deletedAt: null };
}

/** The deliveries to endpoints that the actor may see. */
export function visibleDeliveries(ctx: Acting): { merchantId: string; endpoint: { deletedAt: null } } {
  const { merchantId, deletedAt } = visibleEndpoints(ctx);
  return { merchantId, endpoint: { deletedAt } };
}

/** An endpoint hears what happens in all stores. */
export function assertUnbound({ actor }: Acting): void {
  if (boundStoresOf(actor) !== null) throw new NotAllowedError('Endpoints are not for credentials bound to stores');
}
