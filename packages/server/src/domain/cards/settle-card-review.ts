import type { Card } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { DecidedReview } from '../reviews/index.ts';
import { announceReview } from './announce-review.ts';
import { circulationOf, lockCard, storeIdsOf } from './card.store.ts';
import { changedDraft, readChanges } from './changed-draft.rules.ts';
import { draftOfCard } from './stored-draft.rules.ts';
import { announceUpdate } from './update-card.ts';
import { writeFace } from './write-face.ts';

/** Lets changes of a card and the decision about it follow each other. */
export async function holdCard(tx: Tx, ctx: DomainContext, id: string): Promise<void> {
  await lockCard(tx, ctx, { id });
}

/** What an operator's word does to a card (C8) or to a change of it (C9). The caller holds the card. */
export async function settleCardReview(tx: Tx, ctx: DomainContext, review: DecidedReview): Promise<void> {
  const card = await tx.card.findUniqueOrThrow({ where: { id: review.subjectId } });
  const { versionId } = review;
  if (versionId === null) await settleCard({ ...ctx, tx }, card, review);
  else await settleVersion({ ...ctx, tx }, card, { ...review, versionId });
  await announceReview(tx, ctx, card.id, review);
}

type InTx = DomainContext & { tx: Tx };

async function settleCard({ tx, now }: InTx, card: Card, { verdict }: DecidedReview): Promise<void> {
  const status = verdict === 'APPROVED' ? await circulationOf(tx, card.id) : 'REJECTED';
  const data = { status, version: card.version + 1, updatedAt: now() } as const;
  await tx.card.update({ where: { id: card.id }, data });
}

async function settleVersion(ctx: InTx, card: Card, review: DecidedReview & { versionId: string }): Promise<void> {
  const { tx } = ctx;
  const { verdict, versionId } = review;
  const version = await tx.cardVersion.update({
    where: { id: versionId },
    data: { status: verdict, decidedAt: review.decidedAt },
  });
  if (verdict === 'REJECTED') return;
  const from = draftOfCard(card, await storeIdsOf(tx, card.id));
  const to = changedDraft(from, readChanges(version));
  await writeFace(ctx, { card, from, to });
  await announceUpdate(ctx, { card, from, to, versionId });
}
