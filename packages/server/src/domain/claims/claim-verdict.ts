import { cardStatusAt } from '../cards/index.ts';
import { CodeTakenError } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { type DomainError, IdempotencyKeyReusedError } from '../kit/errors.ts';
import { CardNotClaimableError, NotEligibleError, OutOfStockError } from './claim.errors.ts';
import { type MadeClaim, madeBy } from './claim-order.ts';
import { limitRefusal } from './claim.store.ts';
import type { ClaimOrder, ClaimVerdict } from './commit-claims.store.ts';
import type { KnownCard } from './known-cards.ts';

/** A claim that was made now, or the id of the one that the call's first try made. */
export type Settled = { made: MadeClaim } | { repeats: string };

type Judged = { order: ClaimOrder; known: KnownCard; verdict: ClaimVerdict };

/** What its verdict makes of a claim; null: it has to be asked again. Throws what it is refused with. */
export async function settledBy(ctx: DomainContext, judged: Judged): Promise<Settled | null> {
  const { order, verdict } = judged;
  if (verdict.verdict === 'CLAIMED') return { made: madeBy(order, verdict) };
  if (verdict.verdict === 'REPLAYED') return { repeats: verdict.claimId ?? '' };
  const refusal = await refusalBy(ctx, judged);
  if (refusal) throw refusal;
  return null;
}

/** What a claim is refused with; null: its verdict is none that is final. */
async function refusalBy(ctx: DomainContext, { order, known, verdict }: Judged): Promise<DomainError | null> {
  switch (verdict.verdict) {
    case 'KEY_REUSED':
      return new IdempotencyKeyReusedError();
    case 'NOT_A_TESTER':
      return new CardNotClaimableError(cardStatusAt(known.card, order.at));
    case 'NOT_IN_AUDIENCE':
      return new NotEligibleError();
    case 'CODE_TAKEN':
      return new CodeTakenError(['code'], order.value ?? '');
    case 'LIMIT_REACHED':
      return limitRefusal(clientOf(ctx), order, { limit: order.claimLimit, used: verdict.used });
    case 'OUT_OF_STOCK':
      return new OutOfStockError();
    case 'CLAIMED':
    case 'REPLAYED':
    case 'CARD_CHANGED':
    case 'CARD_HELD':
    case 'LOW_MARK':
    case 'WAIT':
      return null;
    default:
      return verdict.verdict satisfies never;
  }
}
