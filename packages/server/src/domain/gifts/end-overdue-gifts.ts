import { lockCode } from '../codes/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';

// house: no access check, because only the installation's own worker calls it.
// house: no event, because whoever locks a code whose gift is overdue ends that gift and announces it.

const MOST_AT_ONCE = 500;

/**
 * Gives codes back whose gifts nobody took in time, each in a transaction of its own, and tells how many. One that fails
 * does not stop the others. Throws what went wrong, all in one.
 */
export async function endOverdueGifts(root: Omit<DomainContext, 'actor'>): Promise<number> {
  const ctx: DomainContext = { ...root, actor: { kind: 'system' } };
  const overdue = await clientOf(ctx).gift.findMany({
    where: { status: 'OPEN', expiresAt: { lte: ctx.now() } },
    orderBy: { expiresAt: 'asc' },
    take: MOST_AT_ONCE,
    select: { codeId: true },
  });
  const failures: unknown[] = [];
  for (const { codeId } of overdue) {
    await inTransaction(ctx, (tx) => lockCode(tx, { ...ctx, tx }, codeId)).catch((error: unknown) => {
      failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some gifts could not be ended');
  return overdue.length;
}
