import type { Code, Gift } from '../../generated/prisma/client.ts';
import { lockCode } from '../codes/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { ThrottledError } from '../kit/errors.ts';

const MOST_GIFTS = 100;
const WINDOW_MS = 15 * 60_000;

type Found = { id: string; codeId: string };

/**
 * A gift and its code as they are, held until the commit: of accept, cancel, timeout, void and redeem one goes first,
 * because all of them lock the code before they look.
 */
export async function lockGift(tx: Tx, ctx: DomainContext, { id, codeId }: Found): Promise<{ gift: Gift; code: Code }> {
  const code = await lockCode(tx, ctx, codeId);
  return { code, gift: await tx.gift.findUniqueOrThrow({ where: { id } }) };
}

/**
 * Throws ThrottledError to a user who has made 100 gifts within 15 minutes: giving a code and taking it back costs
 * nothing, and each time leaves rows for ever. Programs are trusted to have a reason.
 */
export async function assertFewGifts(tx: Tx, ctx: DomainContext): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return;
  const since = new Date(ctx.now().getTime() - WINDOW_MS);
  const [oldest] = await tx.gift.findMany({
    where: { merchantId: merchantIdOf(ctx), openid: actor.openid, createdAt: { gt: since } },
    orderBy: { createdAt: 'desc' },
    skip: MOST_GIFTS - 1,
    take: 1,
    select: { createdAt: true },
  });
  if (oldest) throw new ThrottledError(oldest.createdAt.getTime() - since.getTime());
}
