import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** The imports that a program or a person of the merchant may read: all of them. */
export function visibleImports(ctx: Pick<DomainContext, 'actor'>) {
  assertMay(ctx, 'codes:read');
  return { merchantId: merchantIdOf(ctx) } satisfies Prisma.ImportWhereInput;
}
