import type { Card } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { assertCardAllows } from './card-operations.ts';
import { lockCard } from './card.store.ts';
import { MOST_AUDIENCE, parseOpenids } from './openids.rules.ts';

export type AudienceOrder = { cardId: string; openids: readonly string[] };

/**
 * Names the users for whom a card is meant (L3): these and no others, at most 10,000. It counts while the card binds
 * its users (`bindOpenid`); codes that others hold stay theirs.
 * @throws NotFoundError, CardStatusError, InvalidInputError with the place of what is no openid
 */
export async function setAudience(ctx: DomainContext, { cardId, openids: given }: AudienceOrder): Promise<Card> {
  assertMay(ctx, 'cards:write');
  const openids = parseOpenids(given, MOST_AUDIENCE);
  return inTransaction(ctx, async (tx) => {
    const card = await lockCard(tx, ctx, { id: cardId }, 'cardId');
    assertCardAllows(ctx, card, 'SET_AUDIENCE');
    await tx.$executeRaw`DELETE FROM "CardAudience" WHERE "cardId" = ${cardId} AND "openid" <> ALL(${openids}::text[])`;
    await tx.$executeRaw`
      INSERT INTO "CardAudience" ("cardId", "openid", "createdAt")
      SELECT ${cardId}, "openid", ${ctx.now()} FROM unnest(${openids}::text[]) AS "named"("openid")
      ON CONFLICT ("cardId", "openid") DO NOTHING`;
    await announce(tx, ctx, { type: 'card.audience_set', cardId, data: { count: openids.length } });
    return card;
  });
}
