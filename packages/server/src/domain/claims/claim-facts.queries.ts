import type { Card } from '../../generated/prisma/client.ts';
import { cardStatusAt, isInAudience, isTester, statusAllows } from '../cards/index.ts';
import type { DomainContext } from '../kit/context.ts';
import type { ClaimFacts } from './claim-checks.ts';

type Claiming = { card: Card & { merchant: { timeZone: string } }; openid: string; code: string | null };

/** The facts of a claim that is about to be made; what plays no part is not asked of the database. */
export async function claimFactsOf(
  ctx: Pick<DomainContext, 'prisma' | 'tx' | 'now'>,
  { card, openid, code }: Claiming,
): Promise<ClaimFacts> {
  const at = ctx.now();
  const user = { merchantId: card.merchantId, cardId: card.id, openid };
  const isForTesters = !statusAllows(cardStatusAt(card, at), 'CLAIM');
  return {
    ...{ card, at, code, timeZone: card.merchant.timeZone },
    isTester: isForTesters && (await isTester(ctx, user)),
    isInAudience: card.bindsOpenid && (await isInAudience(ctx, user)),
  };
}
