import { merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError, ThrottledError } from '../kit/errors.ts';
import { type KeepAnswer, once } from '../kit/idempotency.ts';
import { announceLow } from '../stock/index.ts';
import { refusalByFacts } from './claim-checks.ts';
import { claimFactsOf } from './claim-facts.queries.ts';
import { type ClaimGrounds, groundsOf } from './claim-grounds.ts';
import { orderOf } from './claim-order.ts';
import type { LedClaim } from './claim-request.ts';
import { type Settled, settledBy } from './claim-verdict.ts';
import { type ClaimVerdict, commitClaims } from './commit-claims.store.ts';
import { type KnownCard, readCard } from './known-cards.ts';

// house: no access check, because `claimCard` has made it.
// house: no event, because the function that commits claims writes it.

/** Locks hold others off by then; only who named a code that is being taken can come so far. */
const TRIES = 5;
const RETRY_AFTER_MS = 1_000;

/**
 * Makes a claim in a transaction of its own: what led to it is used up in it, the low mark of the stock is told with it,
 * or its card is just being changed by somebody. Null: the card guards its claims in another way by now, so that this
 * one has to be admitted anew; nothing was done.
 */
export async function claimByItself(ctx: DomainContext, single: SingleClaim): Promise<Settled | null> {
  try {
    return await claimOnce(ctx, single);
  } catch (error) {
    if (!(error instanceof OtherGuardsError)) throw error;
    // What the caller's transaction has written of it goes only with all of it.
    if (ctx.tx) throw new ThrottledError(RETRY_AFTER_MS);
    return null;
  }
}

/** Ends the transaction of a claim that has to be admitted anew. */
class OtherGuardsError extends Error {}

type SingleClaim = {
  led: LedClaim;
  key: string | undefined;
  /** The card that the claim was admitted by; null: it is admitted whatever the card asks for. */
  admitted: KnownCard | null;
};

async function claimOnce(ctx: DomainContext, { led, key, admitted }: SingleClaim): Promise<Settled> {
  const { cardExt: _cardExt, placementToken: _placementToken, grant: _grant, ...request } = led;
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardClaim', key, openid: led.openid, input: request },
    async (tx, keep: KeepAnswer<{ claimId: string }>) => {
      const claimId = ctx.newId('claim');
      // Before the lots, for which all claimers of the card wait.
      await keep({ claimId });
      await makeClaim(tx, { ...ctx, tx }, { claimId, led, admitted });
      return { claimId };
    },
  );
  if (isReplay) return { repeats: answer.claimId };
  const claim = await clientOf(ctx).claim.findUniqueOrThrow({ where: { id: answer.claimId }, include: { code: true } });
  return { made: claim };
}

type Making = Omit<SingleClaim, 'key'> & { claimId: string };

async function makeClaim(tx: Tx, ctx: DomainContext, { claimId, led, admitted }: Making): Promise<void> {
  let known = await getOwnCard(ctx, led.cardId);
  const grounds = await groundsOf(tx, ctx, { ...led, claimId, card: known.card });
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) known = await getOwnCard(ctx, led.cardId);
    if (admitted !== null && !hasSameGuards(known, admitted)) throw new OtherGuardsError();
    await assertAllowed(ctx, { known, led, grounds });
    const order = orderOf(ctx, { known, openid: led.openid, claimId, grounds, kept: null });
    const [verdict] = await commitClaims(ctx, [order], { isAlone: true });
    const settled = verdict && (await settledBy(ctx, { order, known, verdict }));
    if (settled && 'made' in settled) {
      await tellOf(tx, ctx, { known, verdict });
      return;
    }
  }
  throw new ThrottledError(RETRY_AFTER_MS);
}

async function getOwnCard(ctx: DomainContext, cardId: string): Promise<KnownCard> {
  const known = await readCard(ctx, cardId);
  if (known?.card.merchantId !== merchantIdOf(ctx)) throw new NotFoundError('card', ['cardId']);
  return known;
}

const hasSameGuards = (one: KnownCard, other: KnownCard): boolean =>
  one.draw?.id === other.draw?.id && one.card.claimChallenge === other.card.claimChallenge;

type Allowed = { known: KnownCard; led: LedClaim; grounds: ClaimGrounds };

async function assertAllowed(ctx: DomainContext, { known, led, grounds }: Allowed): Promise<void> {
  const { code, isUserNamed } = grounds;
  const facts = await claimFactsOf(ctx, { card: known.card, openid: led.openid, code, isUserNamed });
  const refusal = refusalByFacts(facts);
  if (refusal) throw refusal;
}

/** What changes beside a claim that is made alone. */
async function tellOf(
  tx: Tx,
  ctx: DomainContext,
  { known, verdict }: { known: KnownCard; verdict: ClaimVerdict },
): Promise<void> {
  const { left, quantity } = verdict;
  await announceLow(tx, ctx, { cardId: known.card.id, before: { left }, after: { quantity, left: left - 1 } });
}
