import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { type DomainError, InvalidInputError } from '../kit/errors.ts';
import { hasAnswer } from '../kit/find-answer.ts';
import { ChallengeRequiredError } from './claim.errors.ts';
import { claimGuardsOf, type ClaimGuards } from './claim-guards.queries.ts';
import { isTicketFor, isTicketOver, readPageTicket } from './page-ticket.rules.ts';

type Given = string | null | undefined;

/** A claim before it is made, with what its page sends along. */
export type ComingClaim = {
  cardId: string;
  openid: string;
  pageTicket: Given;
  challengeToken: Given;
  idempotencyKey: string | undefined;
};

/**
 * Lets a claim come to the database, or refuses it (graphql.md §8). Programs and people of the merchant are bounded by
 * the budget of their credential; users by throttles in memory, by the ticket of the page and, where the merchant asks
 * for one, by a challenge. A repeat of a claim that was made is owed its answer: it needs neither ticket nor challenge.
 *
 * Throws ThrottledError, InvalidInputError (`pageTicket`), ChallengeRequiredError, NotFoundError.
 */
export async function admitClaim(ctx: DomainContext, claim: ComingClaim): Promise<void> {
  const refusal = await refusalOf(ctx, claim);
  if (refusal !== null && !(await hasAnswer(ctx, { ...claim, operation: 'cardClaim', key: claim.idempotencyKey })))
    throw refusal;
}

async function refusalOf(ctx: DomainContext, claim: ComingClaim): Promise<DomainError | null> {
  const { actor, caller, ports } = ctx;
  if (actor.kind !== 'user') return ticketRefusal(ctx, claim, { requiresPageTicket: false });
  const claimer = { merchantId: actor.merchantId, openid: claim.openid, ip: null, device: null, ...caller };
  const busy = ports.claims.throttle?.take(claimer, ctx.now());
  const guards = await claimGuardsOf(ctx, claim.cardId);
  const moment = { guards, isBusy: busy?.isBusy === true };
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
