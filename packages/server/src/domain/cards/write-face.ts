import type { Card, CardStatus } from '../../generated/prisma/client.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { columnsOf } from './card-columns.rules.ts';
import { differencesOf } from './card-changes.rules.ts';
import type { CardDraft } from './card-draft.ts';
import { checkCardDraft } from './card.rules.ts';
import { writeStores } from './card.store.ts';

type Rewrite = { card: Card; from: CardDraft; to: CardDraft; also?: { status: CardStatus } };

/** Lets a card that is locked show another draft, and counts its version up. */
export async function writeFace(
  { tx, now }: DomainContext & { tx: Tx },
  { card, from, to, also }: Rewrite,
): Promise<void> {
  const columns = columnsOf(to, checkCardDraft(to));
  const data = { ...columns, ...also, version: card.version + 1, updatedAt: now() };
  await tx.card.update({ where: { id: card.id }, data });
  const hasOtherStores = differencesOf(from, to).some(({ field }) => field === 'storeIds');
  if (hasOtherStores) await writeStores(tx, card.id, to.storeIds ?? []);
}
