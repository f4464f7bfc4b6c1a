import type { ClaimDraw } from '../../generated/prisma/client.ts';
import { touchCard } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { hashEntries, holdAlone, rankEntries } from './draw.store.ts';
import { type NextTry, settleLosers, settleWinners } from './settle-entries.ts';

// house: no access check, because only the installation's own worker calls it.

/** After this another instance goes on where one has died. */
const LEASE_MS = 30_000;
const MOST_RANKED = 5_000;

/**
 * Takes the next draw that is closed one step further: draws it, puts its entries in order, claims for who has won, tells
 * who has not, ends it. Each step is one batch; whoever repeats one finds it done. False: there is nothing to do now.
 */
export async function runNextDraw(root: Omit<DomainContext, 'actor'>): Promise<boolean> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  const at = ctx.now();
  const free = { OR: [{ workedUntil: null }, { workedUntil: { lte: at } }] };
  const live = { endedAt: null, cancelledAt: null, closesAt: { lte: at }, ...free };
  const draw = await ctx.prisma.claimDraw.findFirst({ where: live, orderBy: { closesAt: 'asc' } });
  if (draw === null) return false;
  const taken = await ctx.prisma.claimDraw.updateMany({
    where: { id: draw.id, ...live },
    data: { workedUntil: new Date(at.getTime() + LEASE_MS) },
  });
  if (taken.count === 0) return false;
  // A draw whose step fails keeps its lease: others that are closed have their turn before it is tried again.
  const nextTry = await takeStep(ctx, draw);
  const workedUntil = nextTry !== null && nextTry > ctx.now() ? nextTry : null;
  await ctx.prisma.claimDraw.updateMany({ where: { id: draw.id }, data: { workedUntil } });
  return true;
}

/** When the next step can be taken; null: at once. */
async function takeStep(ctx: DomainContext, draw: ClaimDraw): Promise<NextTry> {
  const { seed } = draw;
  if (seed === null) {
    await drawSeed(ctx, draw);
    return null;
  }
  const hasOrdered = await inTransaction(ctx, async (tx) => {
    await holdAlone(tx, draw.id);
    return (
      (await hashEntries(tx, { id: draw.id, seed }, MOST_RANKED)) > 0 ||
      (await rankEntries(tx, draw.id, MOST_RANKED)) > 0
    );
  });
  if (hasOrdered) return null;
  const nextTry = await settleWinners(ctx, draw);
  if (nextTry === null && !(await settleLosers(ctx, draw))) await endDraw(ctx, draw);
  return nextTry;
}

/** Publishes the seed. Whoever is still entering is waited for; afterwards nobody enters. */
async function drawSeed(ctx: DomainContext, { id, merchantId, cardId, sealedSeed }: ClaimDraw): Promise<void> {
  const seed = ctx.secrets.open('draw-seed', sealedSeed);
  if (seed === null) throw new Error(`The seed of ${id} is sealed under a master key that is not here`);
  await inTransaction(ctx, async (tx) => {
    await holdAlone(tx, id);
    const entryCount = await tx.claimDrawEntry.count({ where: { drawId: id } });
    const { count } = await tx.claimDraw.updateMany({
      where: { id, drawnAt: null, cancelledAt: null },
      data: { seed, drawnAt: ctx.now(), entryCount },
    });
    if (count === 0) return;
    await announce(tx, ctx, { type: 'claim_draw.drawn', merchantId, cardId, data: { drawId: id, seed, entryCount } });
  });
}

async function endDraw(ctx: DomainContext, { id, merchantId, cardId }: ClaimDraw): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const wonCount = await tx.claimDrawEntry.count({ where: { drawId: id, result: 'WON' } });
    const { count } = await tx.claimDraw.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: ctx.now(), wonCount },
    });
    if (count === 0) return;
    await touchCard(tx, ctx, cardId);
    await announce(tx, ctx, { type: 'claim_draw.ended', merchantId, cardId, data: { drawId: id, wonCount } });
  });
  ctx.ports.claims.cards.drop(cardId);
}
