import type { Card, ClaimChallenge } from '../../generated/prisma/client.ts';
import { assertCardAllows, lockCard } from '../cards/index.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';

export type ClaimChallengeOrder = {
  cardId: string;
  /** Null: as the merchant has set it for all its cards. */
  challenge: ClaimChallenge | null;
};

/**
 * Says when users who claim this card have to pass a challenge. Claims go by it at once; elsewhere one that
 * is refused may be so for two seconds more.
 *
 * Throws NotFoundError, CardStatusError, NotAllowedError.
 */
export async function setClaimChallenge(ctx: DomainContext, { cardId, challenge }: ClaimChallengeOrder): Promise<Card> {
  assertMay(ctx, 'cards:write');
  const card = await inTransaction(ctx, async (tx) => {
    const locked = await lockCard(tx, ctx, { id: cardId }, 'cardId');
    assertCardAllows(ctx, locked, 'EDIT');
    const data = { claimChallenge: challenge, updatedAt: ctx.now() };
    const updated = await tx.card.update({ where: { id: cardId }, data });
    await announce(tx, ctx, { type: 'card.claim_challenge_set', cardId, data: { challenge } });
    return updated;
  });
  ctx.ports.claims.cards.drop(cardId);
  return card;
}
