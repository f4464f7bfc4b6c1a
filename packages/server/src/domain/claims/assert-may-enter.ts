import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { refusalByFacts } from './claim-checks.ts';
import { claimFactsOf } from './claim-facts.queries.ts';
import { limitRefusal, usageOf } from './claim.store.ts';

/**
 * Refuses who could not claim now, whatever the stock: an entry in a draw is judged like a claim.
 *
 * Throws NotFoundError, CardNotClaimableError, NotStartedError, ExpiredError, NotEligibleError, ClaimLimitReachedError.
 */
export async function assertMayEnter(
  ctx: DomainContext,
  { cardId, openid, isUserNamed = false }: { cardId: string; openid: string; isUserNamed?: boolean },
): Promise<void> {
  const client = clientOf(ctx);
  const card = await client.card.findFirst({
    where: { id: cardId, merchantId: merchantIdOf(ctx) },
    include: { merchant: { select: { timeZone: true } } },
  });
  if (card === null) throw new NotFoundError('card', ['cardId']);
  const refusal = refusalByFacts(await claimFactsOf(ctx, { card, openid, code: null, isUserNamed }));
  if (refusal) throw refusal;
  const user = { merchantId: card.merchantId, cardId, openid };
  const { claimCount: used } = await usageOf(client, user);
  if (used >= card.claimLimit) throw await limitRefusal(client, user, { limit: card.claimLimit, used });
}
