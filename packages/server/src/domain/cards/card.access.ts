import type { Prisma } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';

/** The cards that a program or a person of the merchant may read: all of its own, deleted ones too. */
export function visibleCards(ctx: Pick<DomainContext, 'actor'>) {
  assertMay(ctx, 'cards:read');
  return { merchantId: merchantIdOf(ctx) } satisfies Prisma.CardWhereInput;
}

/** The cards whose public face anybody may see. */
export const SHOWN_CARDS = {
  status: { in: ['READY', 'DISTRIBUTED', 'WITHDRAWN'] },
} satisfies Prisma.CardWhereInput;

/** The cards whose public face anybody with a publishable key may read. */
export function publicCards(ctx: Pick<DomainContext, 'actor'>) {
  return { merchantId: merchantIdOf(ctx), ...SHOWN_CARDS } satisfies Prisma.CardWhereInput;
}

/** The stores of the merchant that are shown on cards (S4). */
const SHOWN_STORES = { deletedAt: null, state: 'APPROVED' } satisfies Prisma.StoreWhereInput;

/** Those of the stores that a card of the caller's merchant names in which it can be redeemed (C6). */
export const namedStoresWhere = (ctx: Pick<DomainContext, 'actor'>) =>
  ({ merchantId: merchantIdOf(ctx), ...SHOWN_STORES }) satisfies Prisma.StoreWhereInput;

type Applying = { id: string; merchantId: string; usesAllStores: boolean };

/** The stores in which a card that the caller has been shown can be redeemed: those it names, or all of the moment (C6, S4). */
export function storesWhere({ id, merchantId, usesAllStores }: Applying) {
  return {
    merchantId,
    ...SHOWN_STORES,
    ...(usesAllStores ? {} : { cards: { some: { cardId: id } } }),
  } satisfies Prisma.StoreWhereInput;
}
