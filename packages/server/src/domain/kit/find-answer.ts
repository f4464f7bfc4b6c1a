import { merchantIdOf } from './access.ts';
import { clientOf, type DomainContext } from './context.ts';

export type AskedAnswer = { operation: string; key: string | undefined; openid: string };

/**
 * Whether a call with this key succeeded before: a repeat of it is owed its answer, whatever has become of what was
 * asked beside the call. Who repeats while the first is under way is asked like anybody else.
 */
export async function hasAnswer(ctx: DomainContext, { operation, key, openid }: AskedAnswer): Promise<boolean> {
  if (key === undefined) return false;
  const id = { merchantId: merchantIdOf(ctx), operation, scope: openid, key };
  const found = await clientOf(ctx).idempotencyRecord.findUnique({
    where: { merchantId_operation_scope_key: id },
    select: { key: true },
  });
  return found !== null;
}
