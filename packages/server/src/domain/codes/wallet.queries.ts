import type { Code } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { type CodeReference, findCodeWhere, withNumber } from './code.queries.ts';
import { ownCodes } from './wallet.access.ts';

/** The code with that number in the wallet of the user who asks, or null; one that was given away when none is in hand. */
export async function findInWallet(ctx: DomainContext, reference: CodeReference): Promise<Code | null> {
  const own = ownCodes(ctx);
  const held = await findCodeWhere(ctx, own, reference);
  const numbered = withNumber(reference);
  if (held !== null || numbered === null) return held;
  return clientOf(ctx).code.findFirst({
    where: { AND: [own, numbered, { status: 'GIFTED' }] },
    orderBy: { giftedAt: 'desc' },
  });
}
