import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { type DomainError, InvalidInputError } from '../kit/errors.ts';
import { hasAnswer } from '../kit/idempotency.ts';
import { ChallengeRequiredError } from './claim.errors.ts';
import type { DrawnClaim } from './claim.ports.ts';
import { claimGuardsOf, type ClaimGuards } from './claim-guards.queries.ts';
import { isTicketFor, isTicketOver, readPageTicket } from './page-ticket.rules.ts';

type Given = string | null | undefined;

/** A claim before it is made, with what its page sends along. */
export type ComingClaim = DrawnClaim & { pageTicket: Given; challengeToken: Given };

/**
 * Lets a claim come to the database, or refuses it (graphql.md §8). Programs and people of the merchant are bounded by
 * the budget of their credential; users by throttles in memory, by the ticket of the page and, where the merchant asks
 * for one, by a challenge. A repeat of a claim that was made is owed its answer: it needs neither ticket nor challenge.
 * Claims of a card that is given out by draw enter the draw instead, whoever makes them.
 *
 * Throws ThrottledError, InvalidInputError (`pageTicket`), ChallengeRequiredError, NotFoundError, QueuedError, NotStartedError,
 * ExpiredError, NotAllowedError.
 */
export async function admitClaim(ctx: DomainContext, claim: ComingClaim): Promise<void> {
  const isBusy = countTry(ctx, claim);
  const guards = await claimGuardsOf(ctx, claim.cardId);
  const refusal = await refusalOf(ctx, claim, { guards, isBusy });
  if (refusal === null && guards.draw === null) return;
  const { openid, idempotencyKey: key } = claim;
  if (await hasAnswer(ctx, { operation: 'cardClaim', openid, key })) return;
  if (refusal !== null) throw refusal;
  if (guards.draw !== null) await ctx.ports.claims.enterDraw(ctx, guards.draw, claim);
}

/** Whether it is busy. Throws ThrottledError. */
function countTry({ actor, caller, ports, now }: DomainContext, { openid }: ComingClaim): boolean {
  if (actor.kind !== 'user') return false;
  const claimer = { merchantId: actor.merchantId, openid, ip: null, device: null, ...caller };
  return ports.claims.throttle?.take(claimer, now()).isBusy === true;
}

async function refusalOf(ctx: DomainContext, claim: ComingClaim, moment: Moment): Promise<DomainError | null> {
  const { guards } = moment;
  if (ctx.actor.kind !== 'user') return ticketRefusal(ctx, claim, { requiresPageTicket: false });
  return ticketRefusal(ctx, claim, guards) ?? (await challengeRefusal(ctx, claim, moment));
}

/** A ticket is made for one user and one card, and is good for five minutes. */
function ticketRefusal(
  ctx: DomainContext,
  { cardId, openid, pageTicket }: ComingClaim,
  { requiresPageTicket }: Pick<ClaimGuards, 'requiresPageTicket'>,
): DomainError | null {
  const refused = (why: string, fault?: 'MISSING'): DomainError => new InvalidInputError(['pageTicket'], why, fault);
  if (!pageTicket) return requiresPageTicket ? refused('Ask claimContext for a ticket of the page', 'MISSING') : null;
  const opened = ctx.secrets.open('page-ticket', pageTicket);
  const ticket = opened === null ? null : readPageTicket(opened);
  if (ticket === null || !isTicketFor(ticket, { merchantId: merchantIdOf(ctx), cardId, openid }))
    return refused('This ticket is not for this claim');
  const isTooOld = requiresPageTicket && isTicketOver(ticket, ctx.now());
  return isTooOld ? refused('This ticket is over: ask claimContext for another') : null;
}

type Moment = { guards: ClaimGuards; isBusy: boolean };

async function challengeRefusal(
  ctx: DomainContext,
  { cardId, openid, challengeToken, idempotencyKey }: ComingClaim,
  { guards: { challenge }, isBusy }: Moment,
): Promise<DomainError | null> {
  if (challenge === 'NEVER' || (challenge === 'WHEN_BUSY' && !isBusy)) return null;
  const { challenges } = ctx.ports.claims;
  const claim = { merchantId: merchantIdOf(ctx), cardId, openid, idempotencyKey: idempotencyKey ?? null };
  if (challengeToken && (await challenges.isSolved(ctx, challengeToken, claim))) return null;
  return new ChallengeRequiredError(await challenges.issue(ctx, claim));
}
