import type { Card } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';

/** A keyword reply that still answers, with its card. */
export type OpenKeywordReply = {
  placementId: string;
  keywords: string[];
  match: 'EXACT' | 'CONTAINS';
  text: string | null;
  card: Card;
};

/** The keyword replies of a merchant that are open at that time, oldest first. */
export async function keywordRepliesOf(
  tx: Tx,
  { merchantId, at }: { merchantId: string; at: Date },
): Promise<OpenKeywordReply[]> {
  const placements = await tx.placement.findMany({
    where: {
      merchantId,
      kind: 'KEYWORD_REPLY',
      closedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
      // What was good for one claim and is used answers nobody any more.
      cards: { some: { claimId: null } },
    },
    include: { cards: { include: { card: true } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return placements.flatMap(({ id: placementId, settings, cards }) =>
    cards.map(({ card }) => ({ ...settingsOf(settings), placementId, card })),
  );
}

/** Reads what {@link createPlacement} stored of the kind. */
function settingsOf(stored: unknown): Pick<OpenKeywordReply, 'keywords' | 'match' | 'text'> {
  const value = (name: string): unknown => Reflect.get(Object(stored), name);
  const [keywords, text] = [value('keywords'), value('text')];
  return {
    keywords: Array.isArray(keywords) ? keywords.map(String) : [],
    match: value('match') === 'CONTAINS' ? 'CONTAINS' : 'EXACT',
    text: typeof text === 'string' && text !== '' ? text : null,
  };
}
