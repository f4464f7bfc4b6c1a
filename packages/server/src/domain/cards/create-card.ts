import type { Card, Merchant } from '../../generated/prisma/client.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { merchantOf } from '../merchants/index.ts';
import { withTimes } from './card-days.rules.ts';
import type { DraftWithDays } from './card-draft.ts';
import { insertCard, judgeDraft } from './insert-card.ts';

// house: no event, because insertCard announces it, for every way to a new card.

/**
 * Makes a card (C1–C7a). Where FAST review is open it is claimable at once; else it waits for an operator (M4).
 *
 * Throws InvalidInputError with the field, NotFoundError for a store, NotAllowedError when the merchant is not approved (M2)
 * or asks for what is not open. A repeated key gives the same card with `replayed: true`.
 */
export async function createCard(ctx: DomainContext, given: DraftWithDays): Promise<Card & { replayed: boolean }> {
  assertMay(ctx, 'cards:write');
  const merchant = await creatingMerchantOf(ctx);
  const draft = withTimes(given, merchant.timeZone);
  const checked = await judgeDraft(ctx, draft);
  const { idempotencyKey, ...request } = draft;
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'cardCreate', key: idempotencyKey ?? undefined, input: request },
    async (tx) => ({ cardId: await insertCard(tx, { ...ctx, tx }, { draft, checked, merchant }) }),
  );
  const card = await clientOf(ctx).card.findUniqueOrThrow({ where: { id: answer.cardId } });
  return { ...card, replayed: isReplay };
}

/** The actor's merchant, if it may create cards (M2). */
export async function creatingMerchantOf(ctx: DomainContext): Promise<Merchant> {
  const merchant = await merchantOf(ctx);
  if (merchant.status !== 'APPROVED') throw new NotAllowedError('Only an approved merchant creates cards');
  return merchant;
}
