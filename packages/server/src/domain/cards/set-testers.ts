import type { CardTester } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { testersOf } from './card-people.queries.ts';
import { MOST_TESTERS, parseOpenids } from './openids.rules.ts';

/**
 * Names the users who may claim the merchant's cards before they are approved (C8): these and no others, at most 10.
 * @throws InvalidInputError with the place of what is no openid
 */
export async function setTesters(ctx: DomainContext, input: { openids: readonly string[] }): Promise<CardTester[]> {
  assertMay(ctx, 'cards:write');
  const merchantId = merchantIdOf(ctx);
  const openids = parseOpenids(input.openids, MOST_TESTERS);
  return inTransaction(ctx, async (tx) => {
    await tx.cardTester.deleteMany({ where: { merchantId, openid: { notIn: openids } } });
    const rows = openids.map((openid) => ({ merchantId, openid, createdAt: ctx.now() }));
    await tx.cardTester.createMany({ data: rows, skipDuplicates: true });
    await announce(tx, ctx, { type: 'card.testers_set', data: { count: openids.length } });
    return testersOf({ ...ctx, tx });
  });
}
