import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** Keys that the actor may see and end: its merchant's; an operator who names no merchant sees operator keys. */
export function visibleKeys(ctx: Pick<DomainContext, 'actor'>): { merchantId: string | null } {
  assertMay(ctx, 'keys:write');
  const isOperator = ctx.actor.kind === 'operator' && ctx.actor.merchantId === null;
  return { merchantId: isOperator ? null : merchantIdOf(ctx) };
}
