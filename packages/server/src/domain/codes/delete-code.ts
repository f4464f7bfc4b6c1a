import type { Code } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { changeCode } from './change-code.ts';
import type { CodeReference } from './code.queries.ts';
import { recordCodeChange } from './code.store.ts';

/**
 * Takes a code out of its holder's hands for good: a user its own, or the merchant any (K2). Stock stays, and the claim
 * counts on (contract §15.1).
 *
 * Throws NotFoundError, CodeStatusError, NotAllowedError. Deleting it again changes nothing, with a key or without.
 */
export const deleteCode = (
  ctx: DomainContext,
  input: CodeReference & { idempotencyKey?: string | undefined },
): Promise<Code> =>
  changeCode(ctx, {
    operation: 'codeDelete',
    needs: 'DELETE',
    done: 'DELETED',
    input,
    work: async (tx, inside, { id: codeId, cardId, openid, value, status }) => {
      await tx.code.update({ where: { id: codeId }, data: { status: 'DELETED', updatedAt: ctx.now() } });
      await recordCodeChange(tx, inside, { codeId, from: status, to: 'DELETED', reason: 'deleted' });
      await announce(tx, inside, { type: 'code.deleted', cardId, codeId, openid, data: { code: value } });
    },
  });
