import type { Code } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { visibleCodes } from './code.access.ts';
import { codeStatusAt } from './code.states.ts';
import { goodCodes } from './standing.access.ts';

const MOST_CODES = 2_000;

/** The codes of a user that are good or will be (3b), newest first, at most 2,000; of one card where it is named. */
export async function heldCodes(
  ctx: DomainContext,
  { openid, cardId }: { openid: string; cardId: string | null },
): Promise<Code[]> {
  const ofCard = cardId === null ? {} : { cardId };
  const codes = await clientOf(ctx).code.findMany({
    where: { AND: [visibleCodes(ctx), { openid, ...ofCard }, goodCodes(ctx.now())] },
    orderBy: [{ claimedAt: 'desc' }, { id: 'desc' }],
    take: MOST_CODES,
  });
  return codes.filter((code) => codeStatusAt(code, ctx.now()) !== 'EXPIRED');
}
