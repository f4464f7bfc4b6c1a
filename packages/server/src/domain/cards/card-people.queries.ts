import type { CardTester } from '../../generated/prisma/client.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

/** The merchant's testers (C8), by openid; at most 10. */
export function testersOf(ctx: DomainContext): Promise<CardTester[]> {
  assertMay(ctx, 'cards:read');
  return clientOf(ctx).cardTester.findMany({ where: { merchantId: merchantIdOf(ctx) }, orderBy: { openid: 'asc' } });
}

type Reading = Pick<DomainContext, 'prisma' | 'tx'>;

/** How many users each card is meant for, of cards that the caller has been shown. */
export async function audienceCounts(ctx: Reading, cardIds: readonly string[]): Promise<Map<string, number>> {
  const where = { cardId: { in: [...cardIds] } };
  const counts = await clientOf(ctx).cardAudience.groupBy({ by: ['cardId'], where, _count: true });
  const found = new Map(counts.map(({ cardId, _count }) => [cardId, _count]));
  return new Map(cardIds.map((id) => [id, found.get(id) ?? 0]));
}

type CardUser = { merchantId: string; cardId: string; openid: string };

/** Whether the user may try the merchant's cards before they are approved. */
export async function isTester(ctx: Reading, { merchantId, openid }: CardUser): Promise<boolean> {
  const key = { merchantId_openid: { merchantId, openid } };
  return (await clientOf(ctx).cardTester.findUnique({ where: key })) !== null;
}

/** Whether the card is meant for the user. */
export async function isInAudience(ctx: Reading, { cardId, openid }: CardUser): Promise<boolean> {
  const key = { cardId_openid: { cardId, openid } };
  return (await clientOf(ctx).cardAudience.findUnique({ where: key })) !== null;
}
