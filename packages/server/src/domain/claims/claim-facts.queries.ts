import type { Card } from '../../generated/prisma/client.ts';
import { cardStatusAt, isInAudience, isTester, statusAllows, windowOf } from '../cards/index.ts';
import { hasOwnCode } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import type { ClaimFacts } from './claim-checks.ts';

type Claiming = {
  card: Card & { merchant: { timeZone: string } };
  openid: string;
  code: string | null;
  /** L3: a signature or a placement names this very user. */
  isUserNamed?: boolean;
};

/** The facts of a claim that is about to be made; what plays no part is not asked of the database. */
export async function claimFactsOf(
  ctx: Pick<DomainContext, 'prisma' | 'tx' | 'now'>,
  { card, openid, code, isUserNamed = false }: Claiming,
): Promise<ClaimFacts> {
  const at = ctx.now();
  const user = { merchantId: card.merchantId, cardId: card.id, openid };
  const isForTesters = !statusAllows(cardStatusAt(card, at), 'CLAIM');
  return {
    ...{ card, at, code, window: windowOf(card, at, card.merchant.timeZone) },
    isTester: isForTesters && (await isTester(ctx, user)),
    isInAudience: isUserNamed || (card.bindsOpenid && (await isInAudience(ctx, user))),
    isCodeTaken: card.codeMode === 'CUSTOM' && code !== null && (await hasOwnCode(clientOf(ctx), card.id, code)),
  };
}
