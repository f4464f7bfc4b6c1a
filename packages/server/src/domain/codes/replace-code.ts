import type { Code } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { isUniqueViolation } from '../kit/postgres-errors.ts';
import { changeCode } from './change-code.ts';
import { CodeModeError, CodeTakenError } from './code.errors.ts';
import type { CodeReference } from './code.queries.ts';
import { recordCodeChange } from './code.store.ts';
import { parseOwnCode } from './own-code.rules.ts';

export type ReplaceCodeInput = CodeReference & { newValue: string; idempotencyKey?: string | undefined };

/**
 * Gives a code another number (K5): custom codes only. The old number is gone, and so are its `encrypt_code`s.
 *
 * Throws NotFoundError, CodeModeError, CodeStatusError, CodeTakenError, InvalidInputError, NotAllowedError. A repeated
 * key changes nothing more.
 */
export async function replaceCode(ctx: DomainContext, input: ReplaceCodeInput): Promise<Code> {
  assertMay(ctx, 'codes:write');
  const to = parseOwnCode(['newValue'], input.newValue);
  return changeCode(ctx, {
    operation: 'codeReplace',
    needs: 'REPLACE',
    input,
    work: async (tx, inside, code) => {
      if (code.mode !== 'CUSTOM') throw new CodeModeError(code.mode, 'CUSTOM');
      await writeValue(tx, inside, { code, to });
      const reason = `replaced ${code.value}`;
      await recordCodeChange(tx, inside, { codeId: code.id, from: code.status, to: code.status, reason });
      const { id: codeId, cardId, openid } = code;
      await announce(tx, inside, { type: 'code.replaced', cardId, codeId, openid, data: { from: code.value, to } });
    },
  });
}

async function writeValue(tx: Tx, ctx: DomainContext, { code, to }: { code: Code; to: string }): Promise<void> {
  try {
    await tx.code.update({ where: { id: code.id }, data: { value: to, updatedAt: ctx.now() } });
  } catch (error) {
    throw isUniqueViolation(error) ? new CodeTakenError(['newValue'], to) : error;
  }
}
