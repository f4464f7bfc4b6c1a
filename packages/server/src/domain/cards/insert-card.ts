import type { Merchant } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { assertImageUrl } from '../media/index.ts';
import { assertPermission } from '../merchants/index.ts';
import { startReview } from '../reviews/index.ts';
import { findUsableStores } from '../stores/index.ts';
import { columnsOf } from './card-columns.rules.ts';
import type { CardDraft } from './card-draft.ts';
import { imagesOf } from './card-links.rules.ts';
import { type CheckedCard, checkCardDraft } from './card.rules.ts';
import { insertCardRow, writeStores } from './card.store.ts';
import { assertNotOver } from './card-validity.rules.ts';
import { announceReview } from './announce-review.ts';

declare module '../kit/ports.ts' {
  interface DomainPorts {
    cards: {
      /** Answered by the stock room: puts the first pieces of a new card in stock. */
      openStock: (tx: Tx, ctx: DomainContext, stock: { cardId: string; quantity: number }) => Promise<void>;
    };
  }
}

/**
 * Judges a draft for a new card: by itself, then what the merchant may, then its images. Throws InvalidInputError, NotAllowedError, and
 * PermissionMissingError for codes of the merchant's own (M3).
 */
export async function judgeDraft(ctx: DomainContext, draft: CardDraft): Promise<CheckedCard> {
  const checked = checkCardDraft(draft);
  if (checked.codeMode !== 'SYSTEM') await assertPermission(ctx, 'CUSTOM_CODE');
  for (const { field, url } of imagesOf(draft)) await assertImageUrl(ctx, url, field);
  return checked;
}

/** A draft that was found to be good, and whose card it is to be. */
export type CardOrder = {
  draft: CardDraft;
  checked: CheckedCard;
  merchant: Merchant;
  /** People at the till ask for the rotating code; false unless given. */
  needsRotatingCode?: boolean;
};

/** Makes the card with its stores, stock, first review and events; gives its id. `ctx` holds the transaction. */
export async function insertCard(tx: Tx, ctx: DomainContext, order: CardOrder): Promise<string> {
  const { draft, checked, merchant, needsRotatingCode = false } = order;
  const storeIds = await findStoreIds(ctx, draft);
  assertNotOver(checked.validity, ctx.now());
  const id = ctx.newId('card');
  const columns = { ...columnsOf(draft, checked), kind: draft.kind, externalId: draft.externalId || null };
  const times = { createdAt: ctx.now(), updatedAt: ctx.now() };
  const review = await startReview(tx, ctx, merchant, { subject: 'CARD', subjectId: id });
  const status = review.verdict === 'APPROVED' ? 'READY' : 'IN_REVIEW';
  await insertCardRow(tx, { id, merchantId: merchant.id, ...columns, needsRotatingCode, status, ...times });
  await writeStores(tx, id, storeIds);
  await ctx.ports.cards.openStock(tx, ctx, { cardId: id, quantity: checked.quantity });
  await announce(tx, ctx, {
    type: 'card.created',
    cardId: id,
    data: { kind: draft.kind, title: columns.title, quantity: checked.quantity },
  });
  await announceReview(tx, ctx, id, review);
  return id;
}

/** Ids of the stores that a draft names, in the order of ids; they are held against deletion. Throws NotFoundError, StoreNotApprovedError. */
export async function findStoreIds(
  ctx: DomainContext,
  { storeIds, poiIds }: Pick<CardDraft, 'storeIds' | 'poiIds'>,
): Promise<string[]> {
  const stores = await findUsableStores(ctx, { ids: [...(storeIds ?? [])], poiIds: [...(poiIds ?? [])] });
  return [...new Set(stores.map(({ id }) => id))].toSorted();
}
