import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** The changes of stock that a program or a person of the merchant may read: all of its cards. */
export function visibleStockChanges(ctx: Pick<DomainContext, 'actor'>) {
  assertMay(ctx, 'cards:read');
  return { merchantId: merchantIdOf(ctx) } satisfies Prisma.StockChangeWhereInput;
}
