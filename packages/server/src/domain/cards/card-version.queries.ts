import type { Card, CardVersion, Prisma } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { conditionColumns, faceColumns } from './card-columns.rules.ts';
import { changedDraft, readChanges } from './changed-draft.rules.ts';
import { draftOfCard } from './stored-draft.rules.ts';

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** The change that waits for review, of each of these cards that has one. */
export async function pendingVersions(ctx: Reading, cardIds: readonly string[]): Promise<Map<string, CardVersion>> {
  const versions = await clientOf(ctx).cardVersion.findMany({
    where: { cardId: { in: [...cardIds] }, status: 'IN_REVIEW' },
  });
  return new Map(versions.map((version) => [version.cardId, version]));
}

/** Changes by their ids, for who has been shown what names them. */
export async function versionsByIds(ctx: Reading, ids: readonly string[]): Promise<Map<string, CardVersion>> {
  const versions = await clientOf(ctx).cardVersion.findMany({ where: { id: { in: [...ids] } } });
  return new Map(versions.map((version) => [version.id, version]));
}

/** Cards by their ids, for who has been shown what names them. */
export async function cardsByIds(ctx: Reading, ids: readonly string[]): Promise<Map<string, Card>> {
  const cards = await clientOf(ctx).card.findMany({ where: { id: { in: [...ids] } } });
  return new Map(cards.map((card) => [card.id, card]));
}

/** The card as it is now, with a change on its face. */
export function faceWith(card: Card, version: Pick<CardVersion, 'changes'>): Card {
  const draft = changedDraft(draftOfCard(card, []), readChanges(version));
  const { conditionLeastCostFen: _fixed, ...conditions } = conditionColumns(draft);
  return { ...card, ...faceColumns(draft), ...conditions, benefit: jsonOf(draft.benefit) };
}

// What was stored, or what a review was asked for: both went through the check of their kind.
const jsonOf = (benefit: unknown): Prisma.JsonValue => benefit as Prisma.JsonValue;
