import type { Card, Merchant, Placement, Store } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { type PlacementStatus, placementStatusAt } from './placement-status.rules.ts';
import { shownCardsOf } from './shown-cards.ts';

export type PlacementPageCard = { card: Card; thumbUrl: string | null };

/** What the page of a placement shows to whoever holds its address. */
export type PlacementPage = {
  placement: Placement;
  status: PlacementStatus;
  /** The store that it belongs to, where it is open to the public. */
  store: Store | null;
  /** Cards whose face may be seen, in their order; what was withdrawn stays, what was deleted is left out. */
  cards: PlacementPageCard[];
  merchant: Merchant;
  /** Whether everything in it is good for one claim. */
  isSingleUse: boolean;
};

type Root = Pick<DomainContext, 'prisma' | 'tx' | 'now'>;

const TOKEN = /^[0-9A-Za-z]{16,64}$/;

/** The placement of an address: whoever holds the token may see it. Null: there is none. */
export async function findPlacementByToken(root: Root, token: string): Promise<PlacementPage | null> {
  if (!TOKEN.test(token)) return null;
  const client = clientOf(root);
  const found = await client.placement.findUnique({
    where: { token },
    include: { store: true, cards: { include: { card: true } } },
  });
  if (!found) return null;
  const { cards, store, ...placement } = found;
  return {
    placement,
    status: placementStatusAt({ ...placement, cards }, root.now()),
    store: store?.deletedAt === null && store.state === 'APPROVED' ? store : null,
    cards: shownCardsOf(cards).map(({ card, thumbUrl }) => ({ card, thumbUrl })),
    isSingleUse: cards.every(({ isSingleUse }) => isSingleUse),
    merchant: await client.merchant.findUniqueOrThrow({ where: { id: placement.merchantId } }),
  };
}
