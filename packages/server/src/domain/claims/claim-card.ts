import { assertMay, merchantIdOf } from '../kit/access.ts';
import { parseChannel } from '../kit/channel.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotAllowedError, NotFoundError, ThrottledError } from '../kit/errors.ts';
import { assertKey } from '../kit/idempotency.ts';
import { admissionOf, type Admit } from './admit-claim.ts';
import { claimByItself } from './claim-by-itself.ts';
import { claimInLane } from './claim-in-lane.ts';
import type { MadeClaim } from './claim-order.ts';
import type { PlacementGrant } from './claim.ports.ts';
import type { ClaimRequest, LedClaim } from './claim-request.ts';
import type { Settled } from './claim-verdict.ts';
import { claimerOf } from './claim.rules.ts';
import { readCard } from './known-cards.ts';

/** So often the guards of a card may change while one claim is being made. */
const TRIES = 5;
const RETRY_AFTER_MS = 1_000;

type Given = string | null | undefined;

export type ClaimCardInput = {
  cardId: string;
  /** Named by programs and people; a user token says it itself. */
  openid?: Given;
  /** The channel, at most 128 bytes. */
  outerStr?: Given;
  /** The number of a custom code (K1): named by the merchant, never by a user. */
  code?: Given;
  /** Signed by the merchant (contract §1.5): names code, user and channel. */
  cardExt?: Given;
  /** Of the placement that leads to the claim. */
  placementToken?: Given;
  /** From `claimContext`; users whose merchant requires it need one. */
  pageTicket?: Given;
  /** Proof that a challenge for this very claim was passed. */
  challengeToken?: Given;
  idempotencyKey?: string | undefined;
  /** The user has won it in a draw, which has let the user in before. Said by the worker of draws, and by no door. */
  isDrawn?: true;
  /** What the placement said by which the user has entered that draw. */
  grant?: PlacementGrant | null;
};

/**
 * Puts one code of a card into a user's hands (L1, L2, L4): stock, limit, code, history and event change together, in one
 * commit that claims of the same card share when many come at once.
 *
 * Throws NotFoundError, CardNotClaimableError, NotStartedError, ExpiredError, NotEligibleError, ClaimLimitReachedError, OutOfStockError, InvalidInputError,
 * CodeTakenError, NotAllowedError, SignatureInvalidError, SignatureExpiredError, NonceReusedError, PlacementClosedError, PlacementUsedError,
 * IdempotencyKeyReusedError, ThrottledError, ChallengeRequiredError. A repeated key gives the same claim with `replayed: true`.
 */
export async function claimCard(ctx: DomainContext, input: ClaimCardInput): Promise<MadeClaim & { replayed: boolean }> {
  assertMay(ctx, 'claims:write');
  assertOpenWays(ctx, input);
  const openid = claimerOf(ctx.actor, input.openid);
  const outerStr = parseChannel(input.outerStr);
  const code = input.code || null;
  const request = { cardId: input.cardId, openid, outerStr, code };
  const lead = {
    cardExt: input.cardExt || null,
    placementToken: input.placementToken || null,
    grant: input.grant ?? null,
  };
  const { placementToken } = lead;
  const { pageTicket, challengeToken, idempotencyKey } = input;
  // Before a draw keeps it for the claim that it makes of it.
  if (idempotencyKey !== undefined) assertKey(idempotencyKey);
  const coming = { ...request, cardExt: input.cardExt, placementToken, pageTicket, challengeToken, idempotencyKey };
  const admit = input.isDrawn ? null : admissionOf(ctx, coming);
  const settled = await settle(ctx, { request, lead, key: idempotencyKey, admit });
  if ('made' in settled) return { ...settled.made, replayed: false };
  const claim = await clientOf(ctx).claim.findUniqueOrThrow({
    where: { id: settled.repeats },
    include: { code: true },
  });
  return { ...claim, replayed: true };
}

type Settling = {
  request: ClaimRequest;
  lead: Omit<LedClaim, keyof ClaimRequest>;
  key: string | undefined;
  admit: Admit | null;
};

/** Together with others of its card where nothing speaks against it, else by itself. */
async function settle(ctx: DomainContext, settling: Settling): Promise<Settled> {
  const { lead } = settling;
  const isLed = lead.cardExt !== null || lead.placementToken !== null || lead.grant !== null;
  // In a caller's transaction there is nobody to go together with.
  const settled = isLed || ctx.tx ? null : await claimInLane(ctx, settling);
  if (settled === null) return settleAlone(ctx, settling);
  if ('made' in settled) ctx.onCommitted();
  return settled;
}

/** Admitted by what is known of the card, and made by itself if its guards are still those. */
async function settleAlone(ctx: DomainContext, { request, lead, key, admit }: Settling): Promise<Settled> {
  const { cards } = ctx.ports.claims;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const known = await (ctx.tx ? readCard(ctx, request.cardId) : cards.find(ctx, request.cardId));
    if (known?.card.merchantId !== merchantIdOf(ctx)) throw new NotFoundError('card', ['cardId']);
    const isAdmitted = admit === null || (await admit(known));
    const admitted = admit && known;
    const settled = isAdmitted ? await claimByItself(ctx, { led: { ...request, ...lead }, key, admitted }) : null;
    if (settled) return settled;
    cards.forget(known);
  }
  throw new ThrottledError(RETRY_AFTER_MS);
}

/** The merchant names codes (K1). */
function assertOpenWays({ actor }: DomainContext, input: ClaimCardInput): void {
  if (input.code && actor.kind === 'user')
    throw new NotAllowedError('The merchant names the code, not the user', { field: ['code'] });
}
