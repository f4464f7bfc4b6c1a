import { assertMayEnter, type DrawnClaim, type LiveDraw } from '../claims/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { ExpiredError, NotAllowedError, NotStartedError } from '../kit/errors.ts';
import { readsOf } from '../kit/reads.ts';
import { inTransaction } from '../kit/transaction.ts';
import { QueuedError } from './draw.errors.ts';
import { phaseOf, ticketOf } from './draw.rules.ts';
import { holdOpen, insertEntry } from './draw.store.ts';

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
 * changes nothing.
 *
 * Throws always: QueuedError for who is in, NotStartedError before it opens, ExpiredError for who comes too late,
 * NotAllowedError, and what forbids the claim itself.
 */
export async function enterDraw(ctx: DomainContext, draw: LiveDraw, claim: DrawnClaim): Promise<never> {
  const named = claim.code ? 'code' : 'cardExt';
  if (claim.code || claim.cardExt) throw new NotAllowedError('This card is given out by draw', { field: [named] });
  const at = ctx.now();
  const phase = phaseOf({ ...draw, endedAt: null, cancelledAt: null }, at);
  if (phase === 'AHEAD') throw new NotStartedError(draw.opensAt);
  const ticket = ticketOf(draw.id, claim.openid);
  if (phase === 'OPEN') {
    await assertMayEnter(ctx, claim);
    const { openid, outerStr, idempotencyKey = null } = claim;
    const entry = { id: ctx.newId('dre'), drawId: draw.id, openid, ticket, outerStr, idempotencyKey, enteredAt: at };
    const isIn = await inTransaction(ctx, async (tx) => {
      await holdOpen(tx, draw.id);
      return insertEntry(tx, entry);
    });
    if (isIn) throw new QueuedError(ticket, draw.closesAt);
  }
  const entered = await clientOf(ctx).claimDrawEntry.findUnique({
    where: { drawId_ticket: { drawId: draw.id, ticket } },
    select: { id: true },
  });
  throw entered === null ? new ExpiredError(draw.closesAt) : new QueuedError(ticket, draw.closesAt);
}
