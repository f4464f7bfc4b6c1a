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
import { entranceOf, findTicket, holdOpen, insertEntry } from './draw.store.ts';

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
 * changes nothing. A placement that is good for one claim is used up by the entry. Returns only where the draw was called
 * off meanwhile: then the claim is one as of any other card.
 *
 * Throws else: QueuedError for who is in, NotStartedError before it opens, ExpiredError for who comes too late,
 * NotAllowedError, and what forbids the claim itself or its placement.
 */
export async function enterDraw(ctx: DomainContext, draw: LiveDraw, claim: DrawnClaim): Promise<void> {
  const named = claim.code ? 'code' : 'cardExt';
  if (claim.code || claim.cardExt) throw new NotAllowedError('This card is given out by draw', { field: [named] });
  const phase = livePhaseOf(ctx, draw);
  if (phase === 'AHEAD') throw new NotStartedError(draw.opensAt);
  const entered = phase === 'OPEN' ? await enter(ctx, draw, claim) : NOT_IN;
  if (entered === 'CALLED_OFF') return;
  const { ticket } = entered;
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

type Entered = { ticket: string | null };

const NOT_IN: Entered = { ticket: null };

/** Who is in now, by the ticket; null: it was drawn meanwhile. */
async function enter(ctx: DomainContext, draw: LiveDraw, claim: DrawnClaim): Promise<Entered | 'CALLED_OFF'> {
  const { openid, outerStr, idempotencyKey = null, placementToken } = claim;
  const entrant = { id: ctx.newId('dre'), drawId: draw.id, openid, idempotencyKey };
  if (placementToken === null) await assertMayEnter(ctx, claim);
  return inTransaction(ctx, async (tx) => {
    await holdOpen(tx, draw.id);
    // Before a placement is used up by an entry that can't be.
    const entrance = await entranceOf(tx, draw.id);
    if (entrance === 'CALLED_OFF') return entrance;
    if (entrance === 'DRAWN') return NOT_IN;
    const inTx = { ...ctx, tx };
    const known = placementToken === null ? null : await findTicket(tx, entrant);
    if (known !== null) return { ticket: known };
    const grant = placementToken === null ? null : await grantOf(inTx, { ...claim, placementToken }, entrant.id);
    const ticket = await insertEntry(tx, {
      ...entrant,
      ticket: ticketOf(entrant),
      outerStr,
      placementId: grant?.placementId ?? null,
      channel: grant?.outerStr ?? null,
      isUserNamed: grant?.isUserNamed ?? false,
      enteredAt: ctx.now(),
    });
    return { ticket };
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
