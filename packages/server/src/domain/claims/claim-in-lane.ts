import type { DomainContext } from '../kit/context.ts';
import { ThrottledError } from '../kit/errors.ts';
import { findAnswer, keptBy } from '../kit/idempotency.ts';
import { isBusy, isUniqueViolation } from '../kit/postgres-errors.ts';
import type { Admit } from './admit-claim.ts';
import { claimByItself } from './claim-by-itself.ts';
import { type ClaimFacts, refusalByFacts } from './claim-checks.ts';
import { claimFactsOf } from './claim-facts.queries.ts';
import type { ClaimGrounds } from './claim-grounds.ts';
import { orderOf } from './claim-order.ts';
import type { ClaimRequest } from './claim-request.ts';
import { type Settled, settledBy } from './claim-verdict.ts';
import type { ClaimOrder, ClaimVerdict } from './commit-claims.store.ts';
import type { KnownCard } from './known-cards.ts';

/** So often a claim meets others of its user, its card or its number before it is made by itself. */
const TRIES = 20;
const RETRY_AFTER_MS = 1_000;

type Plain = {
  request: ClaimRequest;
  key: string | undefined;
  /** Null: the claim is admitted, whatever the card asks for. */
  admit: Admit | null;
};
type Asked = Plain & { known: KnownCard };

/**
 * Makes a plain claim together with others of its card; null: there is no such card of the merchant, as far as is known.
 * Throws what it is refused with, and what it is not admitted for.
 */
export async function claimInLane(ctx: DomainContext, plain: Plain): Promise<Settled | null> {
  let admitted: KnownCard | null = null;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const known = await ctx.ports.claims.cards.find(ctx, plain.request.cardId);
    if (known === null || !isOwn(ctx, known)) return null;
    const isAdmitted = known === admitted || plain.admit === null || (await plain.admit(known));
    if (!isAdmitted) continue;
    admitted = known;
    const settled = await tryOnce(ctx, { ...plain, known });
    if (settled) return settled;
  }
  return null;
}

const isOwn = ({ actor }: DomainContext, { card }: KnownCard): boolean =>
  actor.kind !== 'system' && card.merchantId === actor.merchantId;

/** One try; null: what was known is known better now, or others were in the way. Throws what the claim is refused with. */
async function tryOnce(ctx: DomainContext, asked: Asked): Promise<Settled | null> {
  if (refusalByFacts(factsOf(ctx.now(), asked))) return repeatOrRefusal(ctx, asked);
  const order = plainOrder(ctx, asked);
  const verdict = await putUnlessTaken(ctx, order);
  if (verdict === null) return null;
  if (verdict.verdict === 'LOW_MARK' || verdict.verdict === 'CARD_HELD') return alone(ctx, asked);
  if (verdict.verdict === 'CARD_CHANGED') ctx.ports.claims.cards.forget(asked.known);
  return settledBy(ctx, { order, known: asked.known, verdict });
}

/** The facts that are known beforehand; the rest is judged by the commit. */
const factsOf = (at: Date, { known: { card, windowAt }, request: { code } }: Asked): ClaimFacts => ({
  card,
  at,
  window: windowAt(at),
  code,
  isTester: true,
  isInAudience: true,
  isCodeTaken: false,
});

/** Of a claim that its facts forbid: its first try may have been made in time, and the card may be another by now. */
async function repeatOrRefusal(ctx: DomainContext, { known, request, key }: Asked): Promise<Settled | null> {
  const { cards } = ctx.ports.claims;
  const isCurrent = await cards.isCurrent(ctx, known);
  if (!isCurrent) cards.forget(known);
  if (!isCurrent) return null;
  const call = { operation: 'cardClaim', key, openid: request.openid, input: request };
  const answer = await findAnswer<{ claimId: string }>(ctx, call);
  if (answer) return { repeats: answer.claimId };
  const refusal = refusalByFacts(await claimFactsOf(ctx, { ...known, ...request }));
  if (refusal) throw refusal;
  return null;
}

/** In the card's turn, if nobody has changed what this claim would: others wait for it, and go together afterwards. */
function alone(ctx: DomainContext, { known, request, key, admit }: Asked): Promise<Settled | null> {
  const { lanes, cards } = ctx.ports.claims;
  return lanes.alone(request.cardId, async () => {
    if ((await cards.find(ctx, request.cardId)) !== known) return null;
    try {
      const led = { ...request, cardExt: null, placementToken: null, grant: null };
      return await claimByItself(ctx, { led, key, admitted: admit && known });
    } finally {
      cards.forget(known);
    }
  });
}

function plainOrder(ctx: DomainContext, { known, request, key }: Asked): ClaimOrder {
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
    throw isBusy(error) ? new ThrottledError(RETRY_AFTER_MS) : error;
  }
}
