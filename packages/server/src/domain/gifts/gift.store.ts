import type { Code, Gift } from '../../generated/prisma/client.ts';
import { lockCode } from '../codes/index.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

type Found = { id: string; codeId: string };

/**
 * A gift and its code as they are, held until the commit: of accept, cancel, timeout, void and redeem one goes first,
 * because all of them lock the code before they look.
 */
export async function lockGift(tx: Tx, ctx: DomainContext, { id, codeId }: Found): Promise<{ gift: Gift; code: Code }> {
  const code = await lockCode(tx, ctx, codeId);
  return { code, gift: await tx.gift.findUniqueOrThrow({ where: { id } }) };
}
