import type { Card, CardVersion, Review } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { StaleVersionError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { merchantOf } from '../merchants/index.ts';
import { closeOpenReviews, startReview } from '../reviews/index.ts';
import { announceReview } from './announce-review.ts';
import { differencesOf, needsReview } from './card-changes.rules.ts';
import type { CardDraft, ChangesWithDays } from './card-draft.ts';
import type { CardKey } from './card-key.rules.ts';
import { isUnapproved } from './card.states.ts';
import { circulationOf, lockCard } from './card.store.ts';
import { insertVersion, supersedePending } from './card-version.store.ts';
import { changedDraft, partOfDraft } from './changed-draft.rules.ts';
import { assertTextsOf, type CardPlan, planChanges } from './plan-changes.ts';
import { writeFace } from './write-face.ts';

export type CardUpdateOrder = CardKey & {
  /** The version that the caller has read; absent: whatever it is now (the Weixin door has none). */
  expectedVersion?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
  changes: ChangesWithDays;
};

export type CardUpdate = {
  card: Card;
  /** The change that was put up for review; null: nothing that needs one has changed, or the card was never approved. */
  version: CardVersion | null;
  /** The review that it led to; null: none. Undecided while its `decidedAt` is null. */
  review: Review | null;
  replayed: boolean;
};

/**
 * Changes a card field by field (C9). What needs no review takes effect at once. The rest becomes a version: approved
 * and applied here where FAST review is open, else it waits for an operator while the approved face stays live; a newer
 * change takes over what an older one still waits for. A card that was never approved takes every change and is
 * submitted anew. Saying what it is already changes nothing.
 *
 * Throws NotFoundError, StaleVersionError, CardStatusError, ChangeNotAllowedError, InvalidInputError. A repeated key
 * repeats the answer with `replayed: true`.
 */
export async function updateCard(ctx: DomainContext, order: CardUpdateOrder): Promise<CardUpdate> {
  assertMay(ctx, 'cards:write');
  assertTextsOf(order.changes);
  const merchant = await merchantOf(ctx);
  const { idempotencyKey, ...request } = order;
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardUpdate', key: idempotencyKey ?? undefined, input: request },
    async (tx) => {
      const inTx = { ...ctx, tx };
      const card = await lockCard(tx, ctx, request);
      const { expectedVersion } = request;
      if (typeof expectedVersion === 'number' && expectedVersion !== card.version)
        throw new StaleVersionError(card.version);
      const plan = await planChanges(inTx, { card, merchant, changes: request.changes });
      const review = await (isUnapproved(card) ? submitAnew(inTx, plan) : changeLive(inTx, plan));
      return { cardId: card.id, reviewId: review?.id ?? '' };
    },
  );
  return { ...(await answerOf(ctx, answer)), replayed: isReplay };
}

async function answerOf(ctx: DomainContext, { cardId, reviewId }: { cardId: string; reviewId: string }) {
  const client = clientOf(ctx);
  const card = await client.card.findUniqueOrThrow({ where: { id: cardId } });
  const review = reviewId === '' ? null : await client.review.findUniqueOrThrow({ where: { id: reviewId } });
  const versionId = review?.versionId ?? null;
  const version = versionId === null ? null : await client.cardVersion.findUniqueOrThrow({ where: { id: versionId } });
  return { card, review, version };
}

type InTx = DomainContext & { tx: Tx };

/** A card that nobody has approved yet: the whole of it is reviewed again. */
async function submitAnew(ctx: InTx, { card, live, whole, differences, merchant }: CardPlan): Promise<Review | null> {
  if (differences.length === 0 && card.status !== 'REJECTED') return null;
  const { tx } = ctx;
  await closeOpenReviews(tx, ctx, { subject: 'CARD', subjectId: card.id });
  const review = await startReview(tx, ctx, merchant, { subject: 'CARD', subjectId: card.id });
  const status = review.verdict === 'APPROVED' ? await circulationOf(tx, card.id) : 'IN_REVIEW';
  await writeFace(ctx, { card, from: live, to: whole, also: { status } });
  await announceUpdate(ctx, { card, from: live, to: whole, versionId: null });
  await announceReview(tx, ctx, card.id, review);
  return review;
}

/** An approved card: what needs review stands back, what does not takes effect. */
async function changeLive(ctx: InTx, plan: CardPlan): Promise<Review | null> {
  const { card, live, whole, differences } = plan;
  if (differences.length === 0) return null;
  const isReviewed = ({ field }: { field: string }): boolean => needsReview(card.kind, field);
  const atOnce = differences.filter((difference) => !isReviewed(difference)).map(({ field }) => field);
  const review = differences.some(isReviewed) ? await submitVersion(ctx, plan) : null;
  const isApplied = review?.verdict === 'APPROVED';
  const to = isApplied ? whole : changedDraft(live, partOfDraft(whole, atOnce));
  await writeFace(ctx, { card, from: live, to });
  const versionId = isApplied ? review.versionId : null;
  if (review === null || differencesOf(live, to).length > 0)
    await announceUpdate(ctx, { card, from: live, to, versionId });
  if (review !== null) await announceReview(ctx.tx, ctx, card.id, review);
  return review;
}

/** Puts all that differs from the live face, and needs review, up for it. Null: what was waiting was taken back. */
async function submitVersion(ctx: InTx, { card, live, whole, merchant }: CardPlan): Promise<Review | null> {
  const { tx } = ctx;
  await supersedePending(tx, ctx, card.id);
  await closeOpenReviews(tx, ctx, { subject: 'CARD', subjectId: card.id });
  const fields = differencesOf(live, whole).flatMap(({ field }) => (needsReview(card.kind, field) ? [field] : []));
  if (fields.length === 0) return null;
  const versionId = ctx.newId('ver');
  const review = await startReview(tx, ctx, merchant, { subject: 'CARD', subjectId: card.id, versionId });
  const [changes, before] = [partOfDraft(whole, fields), partOfDraft(live, fields)];
  await insertVersion(tx, ctx, { id: versionId, card, fields, changes, before, review });
  return review;
}

type Told = { card: Card; from: CardDraft; to: CardDraft; versionId: string | null };

export async function announceUpdate(ctx: InTx, { card, from, to, versionId }: Told): Promise<void> {
  const fields = differencesOf(from, to).map(({ field }) => field);
  await announce(ctx.tx, ctx, {
    type: 'card.updated',
    cardId: card.id,
    data: { version: card.version + 1, fields, versionId },
  });
}
