import type { DomainContext } from '../kit/context.ts';
import { keptBy } from '../kit/idempotency.ts';
import { isUniqueViolation } from '../kit/postgres-errors.ts';
import { type MadeClaim, madeBy, orderOf } from './claim-order.ts';
import type { ClaimFacts } from './claim-checks.ts';
import { refusalByFacts } from './claim-checks.ts';
import type { ClaimGrounds } from './claim-grounds.ts';
import { refusalBy } from './claim-refusal.ts';
import type { ClaimRequest } from './claim-request.ts';
import type { ClaimOrder, ClaimVerdict } from './commit-claims.store.ts';
import type { KnownCard } from './known-cards.ts';

/** A claim that was made now, or the id of the one that the call's first try made. */
export type Settled = { made: MadeClaim } | { repeats: string };

/** So often a claim meets others of its user, its card or its number before it is made by itself. */
const TRIES = 20;

/**
 * Makes a plain claim together with others of its card; null: it has to be made by itself, because more than its own
 * rows may change with it, or because what is known of its card forbids it and has to be looked at anew.
 */
export async function claimInLane(
  ctx: DomainContext,
  request: ClaimRequest,
  key: string | undefined,
): Promise<Settled | null> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const known = await ctx.ports.claims.cards.find(ctx, request.cardId);
    if (known === null) return null;
    if (!isPlain(ctx, known, request)) {
      // It may be so no more.
      ctx.ports.claims.cards.forget(request.cardId);
      return null;
    }
    const order = plainOrder(ctx, { known, request, key });
    const verdict = await putUnlessTaken(ctx, order);
    if (verdict?.verdict === 'LOW_MARK') return null;
    if (verdict !== null) {
      const settled = await settledBy(ctx, { order, known, verdict });
      if (settled) return settled;
      if (verdict.verdict === 'CARD_CHANGED') ctx.ports.claims.cards.forget(request.cardId);
    }
  }
  return null;
}

/** What its verdict makes of a claim; null: it has to be asked again. Throws what it is refused with. */
export async function settledBy(
  ctx: DomainContext,
  judged: { order: ClaimOrder; known: KnownCard; verdict: ClaimVerdict },
): Promise<Settled | null> {
  const { order, verdict } = judged;
  if (verdict.verdict === 'CLAIMED') return { made: madeBy(order, verdict) };
  if (verdict.verdict === 'REPLAYED') return { repeats: verdict.claimId ?? '' };
  const refusal = await refusalBy(ctx, judged);
  if (refusal) throw refusal;
  return null;
}

/** Whether nothing but the claim's own rows and counts would change, as far as is known. */
function isPlain(ctx: DomainContext, known: KnownCard, request: ClaimRequest): boolean {
  const { card } = known;
  const isOwn = ctx.actor.kind !== 'system' && card.merchantId === ctx.actor.merchantId;
  // A card that is READY is put into circulation by its first claim.
  return isOwn && card.status !== 'READY' && refusalByFacts(factsOf(ctx.now(), known, request)) === null;
}

/** The facts that are known beforehand; the rest is judged by the commit. */
const factsOf = (at: Date, { card, windowAt }: KnownCard, { code }: ClaimRequest): ClaimFacts => ({
  ...{ card, at, window: windowAt(at), code },
  ...{ isTester: true, isInAudience: true, isCodeTaken: false },
});

type Plain = { known: KnownCard; request: ClaimRequest; key: string | undefined };

function plainOrder(ctx: DomainContext, { known, request, key }: Plain): ClaimOrder {
  const { openid, outerStr, code } = request;
  const grounds: ClaimGrounds = { code, outerStr, isUserNamed: false, beganAt: null, placementId: null };
  const kept = key === undefined ? null : { key, ...keptBy({ input: request }, ctx.now()) };
  return orderOf(ctx, { known, openid, claimId: ctx.newId('claim'), grounds, kept });
}

/** The verdict; null: a number or a key was taken in the same moment, so the next try sees by whom. */
async function putUnlessTaken(ctx: DomainContext, order: ClaimOrder): Promise<ClaimVerdict | null> {
  try {
    return await ctx.ports.claims.lanes.put(order);
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}
