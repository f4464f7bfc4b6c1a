import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** Events that the actor may read: numbered ones of its merchant. Unnumbered ones are not yet in order. */
export function visibleEvents(ctx: Pick<DomainContext, 'actor'>) {
  assertMay(ctx, 'events:read');
  return { merchantId: merchantIdOf(ctx), sequence: { not: null } };
}
