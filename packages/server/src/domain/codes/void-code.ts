import type { Code } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { parseReason } from '../kit/reason.ts';
import { changeCode } from './change-code.ts';
import type { CodeReference } from './code.queries.ts';
import { recordCodeChange } from './code.store.ts';

export type VoidCodeInput = CodeReference & {
  /** Why, at most 64 wide characters. */
  reason?: string | null | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Makes a code void for good: its holder sees it as invalid, nobody can redeem it (K2, contract §5.4). Stock stays.
 *
 * Throws NotFoundError, CodeStatusError, InvalidInputError, NotAllowedError. A repeated key changes nothing more.
 */
export async function voidCode(ctx: DomainContext, input: VoidCodeInput): Promise<Code> {
  assertMay(ctx, 'codes:write');
  const reason = parseReason(input.reason);
  return changeCode(ctx, {
    operation: 'codeVoid',
    needs: 'VOID',
    input: { ...input, reason },
    work: async (tx, inside, code) => {
      const { id: codeId, cardId, openid, value, status } = code;
      if (status === 'GIFTING') await ctx.ports.codes.endGift(tx, inside, code);
      const data = { status: 'UNAVAILABLE', giftExpiresAt: null, updatedAt: ctx.now() } as const;
      await tx.code.update({ where: { id: codeId }, data });
      await recordCodeChange(tx, inside, { codeId, from: status, to: 'UNAVAILABLE', reason });
      await announce(tx, inside, { type: 'code.voided', cardId, codeId, openid, data: { code: value, reason } });
    },
  });
}
