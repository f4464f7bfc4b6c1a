import type { Placement, PlacementCard } from '../../generated/prisma/client.ts';

export type PlacementStatus = 'OPEN' | 'CLOSED' | 'EXPIRED' | 'USED';

type Lived = Pick<Placement, 'closedAt' | 'expiresAt'> & { cards: readonly Pick<PlacementCard, 'claimId'>[] };

/** Whether a placement still hands out cards at that time. */
export function placementStatusAt({ closedAt, expiresAt, cards }: Lived, at: Date): PlacementStatus {
  if (closedAt) return 'CLOSED';
  if (cards.every(({ claimId }) => claimId !== null)) return 'USED';
  return expiresAt && expiresAt <= at ? 'EXPIRED' : 'OPEN';
}
