import type { Card } from '../../generated/prisma/client.ts';
import { assertCardAllows, assertSelfRedeemable, entriesOf, lockCard, storesWhere } from '../cards/index.ts';
import { CodeModeError } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';

type Given<T> = T | null | undefined;

export type SelfRedemptionOrder = {
  cardId: string;
  isOpen?: Given<boolean>;
  /** The user names a verification code of the store. */
  needsVerificationCode?: Given<boolean>;
  /** The user notes the order amount. */
  needsRemarkAmount?: Given<boolean>;
};

const FIELDS = { center: ['cardId'], stores: ['cardId'] } as const;

/**
 * Opens or closes a card for self-redemption (R4). What is absent is false. Open, the card needs a store in which it
 * applies, an empty center entry, and codes of the system: the merchant's own are for its till (K1).
 *
 * Throws NotFoundError, CardStatusError, StoreRequiredError, CheckoutConflictError, CodeModeError, NotAllowedError.
 */
export async function setSelfRedemption(ctx: DomainContext, order: SelfRedemptionOrder): Promise<Card> {
  assertMay(ctx, 'cards:write');
  const { cardId, isOpen, needsVerificationCode, needsRemarkAmount } = order;
  const settings = {
    isOpen: isOpen ?? false,
    needsVerificationCode: needsVerificationCode ?? false,
    needsRemarkAmount: needsRemarkAmount ?? false,
  };
  return inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, { id: cardId }, 'cardId');
    assertCardAllows(ctx, card, 'EDIT');
    if (settings.isOpen) {
      const store = await tx.store.findFirst({ where: storesWhere(card), select: { id: true } });
      assertSelfRedeemable({ hasCenter: entriesOf(card).center !== null, hasStores: store !== null }, FIELDS);
      if (card.codeMode !== 'SYSTEM') throw new CodeModeError(card.codeMode, 'SYSTEM');
    }
    const { isOpen: isSelfRedeemable, ...needs } = settings;
    const data = { isSelfRedeemable, ...needs, updatedAt: ctx.now() };
    const updated = await tx.card.update({ where: { id: cardId }, data });
    await announce(tx, ctx, { type: 'card.self_redemption_set', cardId, data: settings });
    return updated;
  });
}
