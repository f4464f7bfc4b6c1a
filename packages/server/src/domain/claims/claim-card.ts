import type { Card, Claim } from '../../generated/prisma/client.ts';
import { markDistributed, windowOf } from '../cards/index.ts';
import { issueCode } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { parseChannel } from '../kit/channel.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { type KeepAnswer, once } from '../kit/idempotency.ts';
import { takeOneFromStock } from '../stock/index.ts';
import { OutOfStockError } from './claim.errors.ts';
import { assertClaimable } from './claim-checks.ts';
import { groundsOf } from './claim-grounds.ts';
import { claimFactsOf } from './claim-facts.queries.ts';
import { claimerOf } from './claim.rules.ts';
import { countClaim, limitRefusal, usageOf } from './claim.store.ts';
import { isTicketFor, readPageTicket } from './page-ticket.rules.ts';

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
  /** From `claimContext`. A forged one is refused; that every page sends one is asked later. */
  pageTicket?: Given;
  challengeToken?: Given;
  idempotencyKey?: string | undefined;
};

/**
 * Puts one code of a card into a user's hands (L1, L2, L4): one transaction in which stock, limit, code, history and event change together.
 *
 * Throws NotFoundError, CardNotClaimableError, NotStartedError, ExpiredError, NotEligibleError, ClaimLimitReachedError, OutOfStockError, InvalidInputError,
 * CodeTakenError, NotAllowedError, SignatureInvalidError, SignatureExpiredError, NonceReusedError, PlacementClosedError, PlacementUsedError,
 * IdempotencyKeyReusedError. A repeated key gives the same claim with `replayed: true`.
 */
export async function claimCard(ctx: DomainContext, input: ClaimCardInput): Promise<Claim & { replayed: boolean }> {
  assertMay(ctx, 'claims:write');
  assertOpenWays(ctx, input);
  const openid = claimerOf(ctx.actor, input.openid);
  const outerStr = parseChannel(input.outerStr);
  const code = input.code || null;
  // What leads to the claim is no part of its request: a page that is loaded again brings a fresh signature for the same try.
  const request = { cardId: input.cardId, openid, outerStr, code };
  const led = { ...request, cardExt: input.cardExt || null, placementToken: input.placementToken || null };
  assertOwnTicket(ctx, input.pageTicket, request);
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardClaim', key: input.idempotencyKey, openid, input: request },
    async (tx, keep: KeepAnswer<{ claimId: string }>) => {
      const answer = { claimId: await makeClaim(tx, { ...ctx, tx }, led) };
      await keep(answer);
      // Last, because the lot is the row that all claimers of a card wait for.
      if (!(await takeOneFromStock(tx, ctx, request.cardId))) throw new OutOfStockError();
      return answer;
    },
  );
  const claim = await clientOf(ctx).claim.findUniqueOrThrow({ where: { id: answer.claimId } });
  return { ...claim, replayed: isReplay };
}

/** What comes with later ways of claiming is refused by name, never ignored. */
function assertOpenWays({ actor }: DomainContext, input: ClaimCardInput): void {
  if (input.code && actor.kind === 'user')
    throw new NotAllowedError('The merchant names the code, not the user', { field: ['code'] });
  if (input.challengeToken)
    throw new NotAllowedError('This way of claiming is not open yet', { field: ['challengeToken'] });
}

/** A ticket is made for one user and one card; its age is not asked yet. */
function assertOwnTicket(ctx: DomainContext, sealed: Given, { cardId, openid }: ClaimRequest): void {
  if (!sealed) return;
  const opened = ctx.secrets.open('page-ticket', sealed);
  const ticket = opened === null ? null : readPageTicket(opened);
  if (ticket === null || !isTicketFor(ticket, { merchantId: merchantIdOf(ctx), cardId, openid }))
    throw new InvalidInputError(['pageTicket'], 'This ticket is not for this claim');
}

type ClaimRequest = { cardId: string; openid: string; outerStr: string | null; code: string | null };
type LedClaim = ClaimRequest & { cardExt: string | null; placementToken: string | null };

async function makeClaim(tx: Tx, ctx: DomainContext, led: LedClaim): Promise<string> {
  const { cardId, openid } = led;
  const merchantId = merchantIdOf(ctx);
  const card = await tx.card.findFirst({
    where: { id: cardId, merchantId },
    include: { merchant: { select: { timeZone: true } } },
  });
  if (!card) throw new NotFoundError('card', ['cardId']);
  const claimId = ctx.newId('claim');
  const { code, outerStr, isUserNamed, beganAt, placementId } = await groundsOf(tx, ctx, { ...led, card, claimId });
  assertClaimable(await claimFactsOf(ctx, { card, openid, code, isUserNamed }));
  const window = windowOf(card, beganAt ?? ctx.now(), card.merchant.timeZone);
  await countOrRefuse(tx, card, openid);
  const codeId = ctx.newId('code');
  const order = { id: codeId, cardId, openid, outerStr, ...window, mode: card.codeMode, given: code };
  const value = await issueCode(tx, ctx, order);
  if (value === null) throw new OutOfStockError();
  await tx.claim.create({
    data: { id: claimId, merchantId, cardId, codeId, openid, outerStr, placementId, claimedAt: ctx.now() },
  });
  await announce(tx, ctx, {
    type: 'card.claimed',
    cardId,
    codeId,
    openid,
    data: { claimId, code: value, outerStr, placementId },
  });
  if (card.status === 'READY') await markDistributed(tx, ctx, cardId);
  return claimId;
}

async function countOrRefuse(tx: Tx, card: Card, openid: string): Promise<void> {
  const user = { merchantId: card.merchantId, cardId: card.id, openid };
  if (await countClaim(tx, user, card.claimLimit)) return;
  throw await limitRefusal(tx, user, { limit: card.claimLimit, used: (await usageOf(tx, user)).claimCount });
}
