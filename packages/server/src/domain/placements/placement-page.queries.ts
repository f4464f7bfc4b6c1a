import type { Card, Merchant, Placement, Store } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

export type PlacementStatus = 'OPEN' | 'CLOSED' | 'EXPIRED' | 'USED';

export type PlacementPageCard = { card: Card; channel: string | null; thumbUrl: string | null; isUsed: boolean };

/** What the page of a placement shows to whoever holds its address. */
export type PlacementPage = {
  placement: Placement;
  status: PlacementStatus;
  store: Store | null;
  cards: PlacementPageCard[];
  merchant: Pick<Merchant, 'id' | 'appId' | 'name' | 'isSandbox' | 'loginUrl' | 'timeZone'>;
};

type Reading = Pick<DomainContext, 'prisma' | 'tx' | 'now'>;

const TOKEN = /^[0-9A-Za-z]{16,64}$/;
const MERCHANT = { id: true, appId: true, name: true, isSandbox: true, loginUrl: true, timeZone: true } as const;

/** The placement of an address: whoever holds the token may see it. Null: there is none. */
export async function findPlacementByToken(root: Reading, token: string): Promise<PlacementPage | null> {
  if (!TOKEN.test(token)) return null;
  const found = await clientOf(root).placement.findUnique({
    where: { token },
    include: {
      store: true,
      cards: {
        where: { card: { status: { not: 'DELETED' } } },
        include: { card: { include: { merchant: { select: MERCHANT } } } },
        orderBy: { position: 'asc' },
      },
    },
  });
  if (!found) return null;
  const { cards, store, ...placement } = found;
  const merchant =
    cards[0]?.card.merchant ??
    (await clientOf(root).merchant.findUniqueOrThrow({ where: { id: placement.merchantId }, select: MERCHANT }));
  return {
    placement,
    status: placementStatusAt(placement, { isUsed: cards.length > 0 && cards.every(isUsed), at: root.now() }),
    store: store?.deletedAt ? null : store,
    cards: cards.map((entry) => ({
      card: entry.card,
      channel: entry.outerStr ?? placement.channel,
      thumbUrl: entry.thumbUrl,
      isUsed: isUsed(entry),
    })),
    merchant,
  };
}

const isUsed = ({ claimId }: { claimId: string | null }): boolean => claimId !== null;

type Lived = Pick<Placement, 'closedAt' | 'expiresAt'>;

/** Whether a placement still hands out cards at that time. */
export function placementStatusAt({ closedAt, expiresAt }: Lived, now: { isUsed: boolean; at: Date }): PlacementStatus {
  if (closedAt) return 'CLOSED';
  if (now.isUsed) return 'USED';
  return expiresAt && expiresAt <= now.at ? 'EXPIRED' : 'OPEN';
}

/** Counts one opening of the page, on the day that it is at the merchant's (L8). */
export async function countView(root: Reading, placementId: string): Promise<void> {
  await clientOf(root).$executeRaw`
    INSERT INTO "PlacementViews" ("placementId", "merchantId", "day", "count")
    SELECT p."id", p."merchantId", (${root.now()}::timestamptz AT TIME ZONE m."timeZone")::date, 1
    FROM "Placement" p JOIN "Merchant" m ON m."id" = p."merchantId" WHERE p."id" = ${placementId}
    ON CONFLICT ("placementId", "day") DO UPDATE SET "count" = "PlacementViews"."count" + 1`;
}
