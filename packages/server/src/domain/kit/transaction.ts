import type { DomainContext, Tx } from './context.ts';
import { ThrottledError } from './errors.ts';
import { isBusy } from './postgres-errors.ts';

const LIMITS = { maxWait: 10_000, timeout: 15_000 };
/** After this a row that everybody wants has most likely been let go. */
const RETRY_AFTER_MS = 1_000;

/**
 * Joins the caller's transaction when there is one, so verbs can call verbs.
 * Throws ThrottledError when others held rows or connections for too long: nothing was done, and a repeat may succeed.
 */
export async function inTransaction<T>(ctx: DomainContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.tx) return work(ctx.tx);
  const result = await unlessBusy(() => ctx.prisma.$transaction(work, LIMITS));
  ctx.onCommitted();
  return result;
}

async function unlessBusy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isBusy(error) ? new ThrottledError(RETRY_AFTER_MS) : error;
  }
}
