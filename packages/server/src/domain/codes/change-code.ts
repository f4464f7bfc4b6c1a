import type { Code } from '../../generated/prisma/client.ts';
import type { CodeStatus } from '../../generated/prisma/enums.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { CodeStatusError } from './code.errors.ts';
import { type CodeReference, findCodeWhere } from './code.queries.ts';
import { codeAllows, type CodeOperation, codeStatusAt } from './code.states.ts';
import { lockCode } from './code.store.ts';

// house: no event, because each verb that changes a code announces its own.

type Change<Request> = {
  operation: string;
  needs: CodeOperation;
  /** The status in which all is done already, for who repeats a call whose answer was lost; absent: each call changes. */
  done?: CodeStatus;
  input: Request & { idempotencyKey?: string | undefined };
  work: (tx: Tx, ctx: DomainContext, code: Code) => Promise<void>;
};

/**
 * Changes one code of the merchant, or of the user who holds it, once per idempotency key. Returns it as it is then.
 * Throws NotFoundError, CodeStatusError, NotAllowedError, IdempotencyKeyReusedError and what `work` throws.
 */
export async function changeCode<Request extends CodeReference>(
  ctx: DomainContext,
  { operation, needs, done, input: { idempotencyKey, ...request }, work }: Change<Request>,
): Promise<Code> {
  const { actor } = ctx;
  if (actor.kind !== 'user') assertMay(ctx, 'codes:write');
  const openid = actor.kind === 'user' ? actor.openid : undefined;
  const { answer } = await once(ctx, { operation, key: idempotencyKey, openid, input: request }, async (tx) => {
    const inside = { ...ctx, tx };
    const codeId = await idOf(inside, request);
    const code = await lockCode(tx, inside, codeId);
    const status = codeStatusAt(code, ctx.now());
    if (status === done) return { codeId };
    if (!codeAllows(status, needs)) throw new CodeStatusError(status);
    await work(tx, inside, code);
    return { codeId };
  });
  return clientOf(ctx).code.findUniqueOrThrow({ where: { id: answer.codeId } });
}

async function idOf(ctx: DomainContext, reference: CodeReference): Promise<string> {
  const { actor } = ctx;
  const own = actor.kind === 'user' ? { openid: actor.openid } : {};
  const found = await findCodeWhere(ctx, { merchantId: merchantIdOf(ctx), ...own }, reference);
  if (!found) throw new NotFoundError('code', ['value']);
  return found.id;
}
