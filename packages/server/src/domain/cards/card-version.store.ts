import type { Card, CardVersion, Prisma, Review } from '../../generated/prisma/client.ts';
import { actorIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { CardChanges } from './card-draft.ts';

/** The change of a card that waits for its review, or null. There is one at most. */
export const findPendingVersion = (tx: Tx, cardId: string): Promise<CardVersion | null> =>
  tx.cardVersion.findFirst({ where: { cardId, status: 'IN_REVIEW' } });

/** Ends what waits for review without a verdict. Its review is closed by whoever calls. */
export async function supersedePending(tx: Tx, ctx: DomainContext, cardId: string): Promise<void> {
  const data = { status: 'SUPERSEDED', decidedAt: ctx.now() } as const;
  await tx.cardVersion.updateMany({ where: { cardId, status: 'IN_REVIEW' }, data });
}

export type NewVersion = {
  id: string;
  card: Card;
  fields: string[];
  changes: CardChanges;
  before: CardChanges;
  review: Review;
};

/** Keeps a change under the next number of its card, which the caller has locked. */
export async function insertVersion(tx: Tx, ctx: DomainContext, version: NewVersion): Promise<void> {
  const { id, card, fields, review } = version;
  const latest = await tx.cardVersion.findFirst({ where: { cardId: card.id }, orderBy: { number: 'desc' } });
  await tx.cardVersion.create({
    data: {
      id,
      merchantId: card.merchantId,
      cardId: card.id,
      number: (latest?.number ?? 0) + 1,
      status: review.verdict ?? 'IN_REVIEW',
      fields,
      changes: jsonOf(version.changes),
      before: jsonOf(version.before),
      actorKind: ctx.actor.kind,
      actorId: actorIdOf(ctx.actor),
      createdAt: ctx.now(),
      decidedAt: review.decidedAt,
    },
  });
}

// Texts, numbers, switches and lists of them: fields that are reviewed hold nothing else.
const jsonOf = (changes: CardChanges): Prisma.InputJsonObject => changes as Prisma.InputJsonObject;
