import type { Card, Message } from '../../generated/prisma/client.ts';
import { cardsByIds, cardStatusAt, statusAllows } from '../cards/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { isOpenid } from '../kit/openid.ts';
import { isStorableText } from '../kit/text.ts';
import { keywordRepliesOf } from '../placements/index.ts';
import { stockOf } from '../stock/index.ts';
import { assertAllStores } from './broadcast.access.ts';
import { matchingReplies } from './keyword.rules.ts';
import { leaveCard, messageLeft } from './leave-card.ts';

// house: no event, because leaveCard announces the message that it leaves.

export type KeywordReplyOrder = {
  openid: string;
  /** What the user wrote, at most 2048 characters. */
  text: string;
  idempotencyKey?: string | undefined;
};

const MOST_CHARACTERS = 2_048;

/**
 * Answers what a user wrote with the card of the first open keyword reply that matches (L5): exact ones before those
 * whose keyword the text holds, the oldest first; one whose card can't be claimed now, or is sold out, is passed over. Null: none answers.
 * Replies count against no quota (B9).
 *
 * Throws InvalidInputError, NotAllowedError, IdempotencyKeyReusedError. A repeated key gives the same message.
 */
export async function replyToKeyword(
  ctx: DomainContext,
  { idempotencyKey, openid, text }: KeywordReplyOrder,
): Promise<(Message & { replayed: boolean }) | null> {
  assertMay(ctx, 'messages:write');
  assertAllStores(ctx);
  if (!isOpenid(openid)) throw new InvalidInputError(['openid'], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  if (text.length > MOST_CHARACTERS)
    throw new InvalidInputError(['text'], `At most ${MOST_CHARACTERS} characters`, 'TOO_LONG');
  if (!isStorableText(text)) throw new InvalidInputError(['text'], 'Holds what is no text');
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'keywordReply', key: idempotencyKey, openid, input: { openid, text } },
    async (tx) => ({ messageId: await reply(tx, ctx, { openid, text }) }),
  );
  if (answer.messageId === NONE) return null;
  return { ...(await messageLeft(ctx, answer.messageId)), replayed: isReplay };
}

/** What is kept as the id of the message where nothing answered. */
const NONE = '';

async function reply(tx: Tx, ctx: DomainContext, { openid, text }: { openid: string; text: string }): Promise<string> {
  const replies = await keywordRepliesOf(tx, { merchantId: merchantIdOf(ctx), at: ctx.now() });
  const matching = matchingReplies(replies, text);
  if (matching.length === 0) return NONE;
  const cards = await claimableCards(tx, ctx, [...new Set(matching.map(({ cardId }) => cardId))]);
  for (const { cardId, placementId, text: words } of matching) {
    const card = cards.get(cardId);
    if (card) return leaveCard(tx, ctx, { card, openid, placementId, text: words });
  }
  return NONE;
}

/** Of these cards those that can be claimed now and of which something is left, by id. */
async function claimableCards(tx: Tx, ctx: DomainContext, ids: readonly string[]): Promise<Map<string, Card>> {
  const cards = await cardsByIds({ ...ctx, tx }, ids);
  const stocks = await stockOf({ ...ctx, tx }, ids);
  const isClaimable = (card: Card): boolean =>
    statusAllows(cardStatusAt(card, ctx.now()), 'CLAIM') && (stocks.get(card.id)?.left ?? 0) > 0;
  return new Map([...cards].filter(([, card]) => isClaimable(card)));
}
