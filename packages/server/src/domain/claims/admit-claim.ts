import type { ClaimChallenge } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { type DomainError, InvalidInputError } from '../kit/errors.ts';
import { hasAnswer } from '../kit/idempotency.ts';
import { ChallengeRequiredError } from './claim.errors.ts';
import type { DrawnClaim } from './claim.ports.ts';
import { claimGuardsOf, type ClaimGuards } from './claim-guards.queries.ts';
import type { KnownCard } from './known-cards.ts';
import { isTicketFor, isTicketOver, readPageTicket } from './page-ticket.rules.ts';

type Given = string | null | undefined;

/** A claim before it is made, with what its page sends along. */
export type ComingClaim = DrawnClaim & { pageTicket: Given; challengeToken: Given };

/**
 * Lets a claim of the card come to the database (true), or refuses it (graphql.md §8). False: the card is another than the
 * one that is known here; admit the claim by what it has become. Programs and people of the merchant are bounded by
 * the budget of their credential; users by throttles in memory, by the ticket of the page and, where the merchant asks
 * for one, by a challenge. A repeat of a claim that was made is owed its answer: it needs neither ticket nor challenge.
 * Claims of a card that is given out by draw enter the draw instead, whoever makes them.
 *
 * Throws InvalidInputError (`pageTicket`), ChallengeRequiredError, NotFoundError, QueuedError, NotStartedError, ExpiredError,
 * NotAllowedError.
 */
export type Admit = (known: KnownCard) => Promise<boolean>;

/** Opens the way of one claim, and counts its try: once, however often it is admitted anew. Throws ThrottledError. */
export function admissionOf(ctx: DomainContext, claim: ComingClaim): Admit {
  const moment = { isBusy: countTry(ctx, claim), hasPassed: false };
  return async (known) => {
    const refusal = await refusalOf(ctx, claim, { known, moment });
    if (refusal === null && known.draw === null) return true;
    if (!(await ctx.ports.claims.cards.isStill(ctx, known))) return false;
    const { openid, idempotencyKey: key } = claim;
    if (await hasAnswer(ctx, { operation: 'cardClaim', openid, key })) return true;
    if (refusal !== null) throw refusal;
    if (known.draw === null) return true;
    await ctx.ports.claims.enterDraw(ctx, known.draw, claim);
    // It was called off.
    ctx.ports.claims.cards.forget(known);
    return false;
  };
}

/** Whether it is busy. Throws ThrottledError. */
function countTry({ actor, caller, ports, now }: DomainContext, { openid }: ComingClaim): boolean {
  if (actor.kind !== 'user') return false;
  const claimer = { merchantId: actor.merchantId, openid, ip: null, device: null, ...caller };
  return ports.claims.throttle?.take(claimer, now()).isBusy === true;
}

type Judging = {
  known: KnownCard;
  /** Of the try, for as long as the call goes on: a challenge that was passed is not asked for again. */
  moment: { readonly isBusy: boolean; hasPassed: boolean };
};

async function refusalOf(
  ctx: DomainContext,
  claim: ComingClaim,
  { known, moment }: Judging,
): Promise<DomainError | null> {
  if (ctx.actor.kind !== 'user') return ticketRefusal(ctx, claim, { requiresPageTicket: false });
  const guards = await claimGuardsOf(ctx);
  const challenge = known.card.claimChallenge ?? guards.claimChallenge;
  return ticketRefusal(ctx, claim, guards) ?? (await challengeRefusal(ctx, claim, { challenge, moment }));
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

type Challenged = Pick<Judging, 'moment'> & { challenge: ClaimChallenge };

async function challengeRefusal(
  ctx: DomainContext,
  { cardId, openid, challengeToken, idempotencyKey }: ComingClaim,
  { challenge, moment }: Challenged,
): Promise<DomainError | null> {
  if (challenge === 'NEVER' || (challenge === 'WHEN_BUSY' && !moment.isBusy) || moment.hasPassed) return null;
  const { challenges } = ctx.ports.claims;
  const claim = { merchantId: merchantIdOf(ctx), cardId, openid, idempotencyKey: idempotencyKey ?? null };
  moment.hasPassed = Boolean(challengeToken) && (await challenges.isSolved(ctx, challengeToken ?? '', claim));
  if (moment.hasPassed) return null;
  return new ChallengeRequiredError(await challenges.issue(ctx, claim));
}
