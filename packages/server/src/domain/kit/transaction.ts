import type { DomainContext, Tx } from './context.ts';

const LIMITS = { maxWait: 10_000, timeout: 15_000 };

/** Joins the caller's transaction when there is one, so verbs can call verbs. */
export async function inTransaction<T>(ctx: DomainContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx.tx);
  const result = await ctx.prisma.$transaction(work, LIMITS);
  ctx.onCommitted();
  return result;
}
