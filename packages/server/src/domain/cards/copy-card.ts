import type { Card } from '../../generated/prisma/client.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { once } from '../kit/idempotency.ts';
import { withTimes } from './card-days.rules.ts';
import type { CardDraft, ValidityWithDays } from './card-draft.ts';
import { changedDraft } from './changed-draft.rules.ts';
import { creatingMerchantOf } from './create-card.ts';
import { insertCard, judgeDraft } from './insert-card.ts';
import { type CardKey, namedBy } from './card-key.rules.ts';
import { draftOfCard } from './stored-draft.rules.ts';
import { getCard } from './card.queries.ts';
import { storeIdsOf } from './card.store.ts';

// house: no event, because insertCard announces it, for every way to a new card.

type Given<T> = T | null | undefined;

export type CardCopyOrder = {
  /** The card to copy, of any status. */
  from: CardKey;
  /** The merchant's own id of the copy; it has none unless given. */
  externalId?: Given<string>;
  title?: Given<string>;
  /** Pieces put in stock; none unless given. */
  quantity?: Given<number>;
  /** For a card whose own validity is over. What is absent is as it was, unless the type is another. */
  validity?: Given<ValidityWithDays>;
  idempotencyKey?: Given<string>;
};

/**
 * Makes a new card with the approved face of another one (C10), and asks for the rotating code where that one does. Stores that were deleted in the meantime are left out.
 * Throws what {@link createCard} throws, with the field in the copy's draft, and NotFoundError for the card. A repeated
 * key gives the same card with `replayed: true`.
 */
export async function copyCard(ctx: DomainContext, order: CardCopyOrder): Promise<Card & { replayed: boolean }> {
  assertMay(ctx, 'cards:write');
  const merchant = await creatingMerchantOf(ctx);
  const { idempotencyKey, ...request } = order;
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardCopy', key: idempotencyKey ?? undefined, input: request },
    async (tx) => {
      const inside = { ...ctx, tx };
      const card = await getCard(inside, namedBy(request.from).where);
      const draft = await draftOfCopy(inside, { card, request, timeZone: merchant.timeZone });
      const checked = await judgeDraft(inside, draft);
      const { needsRotatingCode } = card;
      return { cardId: await insertCard(tx, inside, { draft, checked, merchant, needsRotatingCode }) };
    },
  );
  const card = await clientOf(ctx).card.findUniqueOrThrow({ where: { id: answer.cardId } });
  return { ...card, replayed: isReplay };
}

type Copy = { card: Card; request: CardCopyOrder; timeZone: string };

async function draftOfCopy(ctx: DomainContext & { tx: Tx }, { card, request, timeZone }: Copy): Promise<CardDraft> {
  const { externalId, title, quantity, validity } = request;
  const draft = draftOfCard(card, await storeIdsOf(ctx.tx, card.id));
  const changes = {
    externalId: externalId ?? null,
    quantity: quantity ?? 0,
    ...(title ? { title } : {}),
    ...(validity ? { validity: withTimes({ kind: card.kind, validity }, timeZone).validity } : {}),
  };
  return changedDraft(hasOtherType(card, validity) ? { ...draft, validity: null } : draft, changes);
}

/** Nothing of a span belongs to a term: its end would be the common end of that. */
const hasOtherType = ({ validityType }: Card, validity: CardCopyOrder['validity']): boolean =>
  typeof validity?.type === 'string' && validity.type !== validityType;
