import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** The broadcasts of the actor's merchant. */
export function visibleBroadcasts(
  ctx: Pick<DomainContext, 'actor'>,
): Prisma.BroadcastWhereInput & { merchantId: string } {
  assertMay(ctx, 'messages:read');
  return { merchantId: merchantIdOf(ctx) };
}
