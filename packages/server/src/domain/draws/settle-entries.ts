import type { ClaimDraw, ClaimDrawEntry, DrawResult } from '../../generated/prisma/client.ts';
import { claimCard, type PlacementGrant } from '../claims/index.ts';
import { announceAll, type NewEvent } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { DomainError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { stockOf } from '../stock/index.ts';
import { claimKeyOf } from './draw.rules.ts';

// house: no access check, because only the installation's own worker calls it.

const MOST_CLAIMED = 16;
const MOST_TOLD = 500;

/** What may pass is tried again after 1, 2, 4 … seconds, for a quarter of an hour; then the turn passes to the next. */
const MOST_TRIES = 20;
const LONGEST_PAUSE_MS = 60_000;

/** Null: every winner is settled; else when the next entry can be tried, which may be at once. */
export type NextTry = Date | null;

type Settlement = { result: DrawResult; claimId: string | null; refusal: string | null };

/** Claims for the next in order while there is something to win. Who is to be tried later keeps the place. */
export async function settleWinners(ctx: DomainContext, draw: ClaimDraw): Promise<NextTry> {
  const { id: drawId, cardId, pieces } = draw;
  const [wonCount, stock, soldOut] = await Promise.all([
    ctx.prisma.claimDrawEntry.count({ where: { drawId, result: 'WON' } }),
    stockOf(ctx, [cardId]),
    ctx.prisma.claimDrawEntry.findFirst({ where: { drawId, refusal: 'OUT_OF_STOCK' }, select: { id: true } }),
  ]);
  if (soldOut !== null || wonCount >= pieces) return null;
  // No more at once than can all win: of claims for the last piece any may be the first, and it is the earliest's.
  const left = Math.max(1, stock.get(cardId)?.left ?? 0);
  const next = await ctx.prisma.claimDrawEntry.findMany({
    where: { drawId, result: null },
    orderBy: { rank: 'asc' },
    take: Math.min(MOST_CLAIMED, pieces - wonCount, left),
  });
  if (next.length === 0) return null;
  const at = ctx.now();
  const due = next.filter(({ retryAt }) => retryAt === null || retryAt <= at);
  await Promise.all(due.map((entry) => claimFor(ctx, draw, entry)));
  return due.length > 0 ? at : earliestOf(next.map(({ retryAt }) => retryAt ?? at));
}

const earliestOf = (times: readonly Date[]): Date => new Date(Math.min(...times.map((time) => time.getTime())));

/** By the key of the call that entered, so that a claim whose record was lost with its process is found again. */
async function claimFor(ctx: DomainContext, draw: ClaimDraw, entry: ClaimDrawEntry): Promise<void> {
  const settlement = await settlementOf(ctx, draw, entry);
  if (settlement === null) await tryLater(ctx, entry);
  else await inTransaction(ctx, (tx) => settle(tx, ctx, { draw, entries: [entry], settlement }));
}

async function tryLater(ctx: DomainContext, { id, tries }: ClaimDrawEntry): Promise<void> {
  const pauseMs = Math.min(1_000 * 2 ** tries, LONGEST_PAUSE_MS);
  const retryAt = new Date(ctx.now().getTime() + pauseMs);
  await ctx.prisma.claimDrawEntry.updateMany({ where: { id, result: null }, data: { tries: tries + 1, retryAt } });
}

/** What the placement by which the user entered has said then. */
const grantOf = ({ placementId, channel, isUserNamed }: ClaimDrawEntry): PlacementGrant | null =>
  placementId === null ? null : { placementId, code: null, isUserNamed, outerStr: channel };

/** Null: it may succeed later, and is tried again. */
async function settlementOf(ctx: DomainContext, draw: ClaimDraw, entry: ClaimDrawEntry): Promise<Settlement | null> {
  const { openid, outerStr, merchantId } = entry;
  const claimer: DomainContext = { ...ctx, actor: { kind: 'user', id: openid, openid, merchantId, keyId: '' } };
  const drawn = { isDrawn: true, grant: grantOf(entry) } as const;
  try {
    const claim = await claimCard(claimer, {
      cardId: draw.cardId,
      outerStr,
      idempotencyKey: claimKeyOf(entry),
      ...drawn,
    });
    return { result: 'WON', claimId: claim.id, refusal: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const mayPass = error.retryable && entry.tries + 1 < MOST_TRIES;
    return mayPass ? null : { result: 'REFUSED', claimId: null, refusal: error.code };
  }
}

/** Tells the next who have not won; false when there are none. */
export async function settleLosers(ctx: DomainContext, draw: ClaimDraw): Promise<boolean> {
  const entries = await ctx.prisma.claimDrawEntry.findMany({
    where: { drawId: draw.id, result: null },
    orderBy: { rank: 'asc' },
    take: MOST_TOLD,
  });
  const settlement: Settlement = { result: 'LOST', claimId: null, refusal: null };
  if (entries.length > 0) await inTransaction(ctx, (tx) => settle(tx, ctx, { draw, entries, settlement }));
  return entries.length > 0;
}

type Settled = { draw: ClaimDraw; entries: readonly ClaimDrawEntry[]; settlement: Settlement };

/** Writes results that nobody has written yet, and tells of these. */
async function settle(tx: Tx, ctx: DomainContext, { draw, entries, settlement }: Settled): Promise<void> {
  const written = await tx.claimDrawEntry.updateManyAndReturn({
    where: { id: { in: entries.map(({ id }) => id) }, result: null },
    data: { ...settlement, settledAt: ctx.now() },
  });
  const events = written.map(
    ({ openid, ticket, rank }): NewEvent => ({
      type: 'claim_draw.settled',
      merchantId: draw.merchantId,
      cardId: draw.cardId,
      openid,
      data: { drawId: draw.id, ticket, rank: rank ?? 0, ...settlement },
    }),
  );
  await announceAll(tx, ctx, events);
}
