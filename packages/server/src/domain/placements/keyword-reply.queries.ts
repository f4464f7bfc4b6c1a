import type { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { givenText } from '../kit/text.ts';
import { settingsOf, textSetting } from './placement-settings.rules.ts';

/** A keyword reply that still answers, and the card that it brings. */
export type OpenKeywordReply = {
  placementId: string;
  keywords: string[];
  match: 'EXACT' | 'CONTAINS';
  text: string | null;
  cardId: string;
};

/** The keyword replies of a merchant that are open at that time. */
export const openReplies = (merchantId: string, at: Date): Prisma.PlacementWhereInput => ({
  merchantId,
  kind: 'KEYWORD_REPLY',
  closedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
});

/** They, oldest first, without their cards: most answer nothing of what a user wrote. */
export async function keywordRepliesOf(
  tx: Tx,
  { merchantId, at }: { merchantId: string; at: Date },
): Promise<OpenKeywordReply[]> {
  const placements = await tx.placement.findMany({
    where: openReplies(merchantId, at),
    select: { id: true, settings: true, cards: { select: { cardId: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return placements.flatMap(({ id: placementId, cards, ...stored }) =>
    cards.map(({ cardId }) => ({ ...replyIn(stored), placementId, cardId })),
  );
}

function replyIn(stored: { settings: unknown }): Pick<OpenKeywordReply, 'keywords' | 'match' | 'text'> {
  const settings = settingsOf(stored);
  const { keywords } = settings;
  return {
    keywords: Array.isArray(keywords) ? keywords.map(String) : [],
    match: textSetting(settings, 'match') === 'CONTAINS' ? 'CONTAINS' : 'EXACT',
    text: givenText(textSetting(settings, 'text')),
  };
}
