import type { Gift, Merchant } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { isGiftToken } from './gift.rules.ts';

/** A gift as its link leads to it, with the merchant whose page it is. */
export type SharedGift = { gift: Pick<Gift, 'id' | 'message'>; card: SharedCard; merchant: Merchant };
type SharedCard = { id: string; title: string; brandName: string; subTitle: string | null; logoUrl: string };

const CARD = { select: { id: true, title: true, brandName: true, subTitle: true, logoUrl: true } };

/** The gift of an address: whoever holds the token may see it. Null: there is none. */
export async function findSharedGift(
  ctx: Pick<DomainContext, 'prisma' | 'tx'>,
  token: string,
): Promise<SharedGift | null> {
  if (!isGiftToken(token)) return null;
  const client = clientOf(ctx);
  const gift = await client.gift.findFirst({ where: { token }, include: { card: CARD } });
  if (!gift) return null;
  const merchant = await client.merchant.findUniqueOrThrow({ where: { id: gift.merchantId } });
  return { gift, card: gift.card, merchant };
}
