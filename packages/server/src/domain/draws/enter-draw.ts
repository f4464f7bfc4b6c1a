import {
  assertMayEnter,
  type DrawnClaim,
  type DrawVerdict,
  type LiveDraw,
  type PlacementGrant,
} from '../claims/index.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { ExpiredError, NotAllowedError, NotStartedError } from '../kit/errors.ts';
import { readsOf } from '../kit/reads.ts';
import { inTransaction } from '../kit/transaction.ts';
import { QueuedError } from './draw.errors.ts';
import { phaseOf, ticketOf } from './draw.rules.ts';
import { findTicket, holdOpen, insertEntry } from './draw.store.ts';

// house: no access check, because the claim that it answers has checked it.
// house: no event, because a million entries at noon are told of together when they are drawn.

/** The draw of a card that goes on or comes; null: its claims are made at once. */
export async function findLiveDraw(ctx: DomainContext, cardId: string): Promise<LiveDraw | null> {
  return readsOf(ctx).claimDraw.findFirst({
    where: { cardId, endedAt: null, cancelledAt: null },
    select: { id: true, opensAt: true, closesAt: true },
  });
}

/**
 * Answers a claim of a card that is given out by draw (L9): enters the user while the draw is open. Entering again
 * changes nothing. A placement that is good for one claim is used up by the entry.
 *
 * Throws always: QueuedError for who is in, NotStartedError before it opens, ExpiredError for who comes too late,
 * NotAllowedError, and what forbids the claim itself or its placement.
 */
export async function enterDraw(ctx: DomainContext, draw: LiveDraw, claim: DrawnClaim): Promise<never> {
  const named = claim.code ? 'code' : 'cardExt';
  if (claim.code || claim.cardExt) throw new NotAllowedError('This card is given out by draw', { field: [named] });
  const phase = livePhaseOf(ctx, draw);
  if (phase === 'AHEAD') throw new NotStartedError(draw.opensAt);
  const ticket = phase === 'OPEN' ? await ticketOfEntering(ctx, draw, claim) : null;
  throw await refusalOfTicket(ctx, draw, { openid: claim.openid, ticket });
}

/** What {@link enterDraw} would throw now, were nothing else in the way. */
export async function judgeByDraw(ctx: DomainContext, draw: LiveDraw, openid: string): Promise<DrawVerdict> {
  const phase = livePhaseOf(ctx, draw);
  if (phase === 'AHEAD') return { refusal: new NotStartedError(draw.opensAt), changesAt: draw.opensAt };
  if (phase === 'DRAWING')
    return { refusal: await refusalOfTicket(ctx, draw, { openid, ticket: null }), changesAt: null };
  const ticket = await findTicket(clientOf(ctx), { drawId: draw.id, openid });
  return { refusal: new QueuedError(ticket, draw.closesAt), changesAt: draw.closesAt };
}

const livePhaseOf = (ctx: DomainContext, draw: LiveDraw) =>
  phaseOf({ ...draw, endedAt: null, cancelledAt: null }, ctx.now());

type Ticketed = { openid: string; ticket: string | null };

async function refusalOfTicket(ctx: DomainContext, { id, closesAt }: LiveDraw, { openid, ticket }: Ticketed) {
  const known = ticket ?? (await findTicket(clientOf(ctx), { drawId: id, openid }));
  return known === null ? new ExpiredError(closesAt) : new QueuedError(known, closesAt);
}

/** The ticket of who is in now; null: it was drawn or called off meanwhile. */
async function ticketOfEntering(ctx: DomainContext, draw: LiveDraw, claim: DrawnClaim): Promise<string | null> {
  const { openid, outerStr, idempotencyKey = null, placementToken } = claim;
  const entrant = { id: ctx.newId('dre'), drawId: draw.id, openid, idempotencyKey };
  if (placementToken === null) await assertMayEnter(ctx, claim);
  return inTransaction(ctx, async (tx) => {
    await holdOpen(tx, draw.id);
    const inTx = { ...ctx, tx };
    const known = placementToken === null ? null : await findTicket(tx, entrant);
    if (known !== null) return known;
    const grant = placementToken === null ? null : await grantOf(inTx, { ...claim, placementToken }, entrant.id);
    return insertEntry(tx, {
      ...entrant,
      ticket: ticketOf(entrant),
      outerStr,
      placementId: grant?.placementId ?? null,
      channel: grant?.outerStr ?? null,
      isUserNamed: grant?.isUserNamed ?? false,
      enteredAt: ctx.now(),
    });
  });
}

/** Admits who enters by a placement. The entry stands for its claim, which may never be made. */
async function grantOf(
  ctx: DomainContext & { tx: Tx },
  { placementToken: token, cardId, openid }: DrawnClaim & { placementToken: string },
  entryId: string,
): Promise<PlacementGrant> {
  const grant = await ctx.ports.claims.admitByPlacement(ctx.tx, ctx, { token, cardId, openid, claimId: entryId });
  await assertMayEnter(ctx, { cardId, openid, isUserNamed: grant.isUserNamed });
  return grant;
}
