import type { Card, Claim } from '../../generated/prisma/client.ts';
import { windowOf } from '../cards/index.ts';
import { issueCode } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { type KeepAnswer, once } from '../kit/idempotency.ts';
import { takeOneFromStock } from '../stock/index.ts';
import { OutOfStockError } from './claim.errors.ts';
import { assertClaimable } from './claim-checks.ts';
import { claimFactsOf } from './claim-facts.queries.ts';
import { channelOf, claimerOf } from './claim.rules.ts';
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
  cardExt?: Given;
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
 * CodeTakenError, NotAllowedError, IdempotencyKeyReusedError. A repeated key gives the same claim with `replayed: true`.
 */
export async function claimCard(ctx: DomainContext, input: ClaimCardInput): Promise<Claim & { replayed: boolean }> {
  assertMay(ctx, 'claims:write');
  assertOpenWays(ctx, input);
  const openid = claimerOf(ctx.actor, input.openid);
  const outerStr = channelOf(input.outerStr);
  const code = input.code || null;
  const request = { cardId: input.cardId, openid, outerStr, code };
  assertOwnTicket(ctx, input.pageTicket, request);
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardClaim', key: input.idempotencyKey, openid, input: request },
    async (tx, keep: KeepAnswer<{ claimId: string }>) => {
      const answer = { claimId: await makeClaim(tx, { ...ctx, tx }, request) };
      await keep(answer);
      // Last, because the lot is the row that all claimers of a card wait for.
      if (!(await takeOneFromStock(tx, ctx, request.cardId))) throw new OutOfStockError();
      return answer;
    },
  );
  const claim = await clientOf(ctx).claim.findUniqueOrThrow({ where: { id: answer.claimId } });
  return { ...claim, replayed: isReplay };
}

/** Ways of claiming that come with placements and code pools are refused by name, never ignored. */
function assertOpenWays({ actor }: DomainContext, input: ClaimCardInput): void {
  if (input.code && actor.kind === 'user')
    throw new NotAllowedError('The merchant names the code, not the user', { field: ['code'] });
  for (const name of ['cardExt', 'placementToken', 'challengeToken'] as const) {
    if (input[name]) throw new NotAllowedError('This way of claiming is not open yet', { field: [name] });
  }
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

async function makeClaim(
  tx: Tx,
  ctx: DomainContext,
  { cardId, openid, outerStr, code }: ClaimRequest,
): Promise<string> {
  const merchantId = merchantIdOf(ctx);
  const card = await tx.card.findFirst({
    where: { id: cardId, merchantId },
    include: { merchant: { select: { timeZone: true } } },
  });
  if (!card) throw new NotFoundError('card', ['cardId']);
  assertClaimable(await claimFactsOf(ctx, { card, openid, code }));
  const window = windowOf(card, ctx.now(), card.merchant.timeZone);
  await countOrRefuse(tx, card, openid);
  const codeId = ctx.newId('code');
  const order = { id: codeId, cardId, openid, outerStr, ...window, mode: card.codeMode, given: code };
  const value = await issueCode(tx, ctx, order);
  if (value === null) throw new OutOfStockError();
  const claim = await tx.claim.create({
    data: { id: ctx.newId('claim'), merchantId, cardId, codeId, openid, outerStr, claimedAt: ctx.now() },
  });
  await announce(tx, ctx, {
    type: 'card.claimed',
    cardId,
    codeId,
    openid,
    data: { claimId: claim.id, code: value, outerStr },
  });
  if (card.status === 'READY') await markDistributed(tx, ctx, cardId);
  return claim.id;
}

async function countOrRefuse(tx: Tx, card: Card, openid: string): Promise<void> {
  const user = { merchantId: card.merchantId, cardId: card.id, openid };
  if (await countClaim(tx, user, card.claimLimit)) return;
  throw await limitRefusal(tx, user, { limit: card.claimLimit, used: (await usageOf(tx, user)).claimCount });
}

/** C8: the first claim puts a card into circulation. */
async function markDistributed(tx: Tx, ctx: DomainContext, cardId: string): Promise<void> {
  const updated = await tx.card.updateMany({ where: { id: cardId, status: 'READY' }, data: { status: 'DISTRIBUTED' } });
  if (updated.count === 1) await announce(tx, ctx, { type: 'card.distributed', cardId, data: {} });
}
