import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** The cards that a program or a person of the merchant may read: all of its own, deleted ones too. */
export function visibleCards(ctx: Pick<DomainContext, 'actor'>) {
  assertMay(ctx, 'cards:read');
  return { merchantId: merchantIdOf(ctx) } satisfies Prisma.CardWhereInput;
}

/** The cards whose public face anybody with a publishable key may read. */
export function publicCards(ctx: Pick<DomainContext, 'actor'>) {
  return { merchantId: merchantIdOf(ctx), status: { in: ['READY', 'DISTRIBUTED', 'WITHDRAWN'] } } satisfies Prisma.CardWhereInput;
}
