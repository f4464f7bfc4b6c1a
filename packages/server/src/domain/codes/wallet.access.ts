import type { Prisma } from '../../generated/prisma/client.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { giftsUnderWay, goodCodes } from './standing.access.ts';
import { IN_HAND, type WalletState } from './wallet.rules.ts';

/** The wallet of the user who asks: every code of theirs that is not deleted. Throws {@link NotAllowedError} for others. */
export function ownCodes(ctx: Pick<DomainContext, 'actor'>): Prisma.CodeWhereInput & { merchantId: string } {
  const { actor } = ctx;
  if (actor.kind !== 'user') throw new NotAllowedError('Only users have a wallet');
  return { merchantId: merchantIdOf(ctx), openid: actor.openid, status: { not: 'DELETED' } };
}

/** Codes that lie in one of these states at a moment, as `walletStateAt` tells them apart; what is in hand when none is named. */
export function inWalletState(states: readonly WalletState[] | null | undefined, at: Date): Prisma.CodeWhereInput {
  const asked = (states ?? IN_HAND).map((state) => MEANING[state](at));
  // An empty OR would be left out, and choose all.
  return asked.length > 0 ? { OR: asked } : { id: { in: [] } };
}

const running = (at: Date): Prisma.CodeWhereInput => ({ OR: [{ validUntil: null }, { validUntil: { gt: at } }] });

const MEANING = {
  USABLE: (at) => ({ AND: [goodCodes(at), { validFrom: { lte: at } }, running(at)] }),
  UPCOMING: (at) => ({ AND: [goodCodes(at), { validFrom: { gt: at } }, running(at)] }),
  EXPIRED: (at) => ({ AND: [goodCodes(at), { validUntil: { lte: at } }] }),
  GIFTING: giftsUnderWay,
  USED: () => ({ status: 'CONSUMED' }),
  GIVEN: () => ({ status: 'GIFTED' }),
  VOID: () => ({ status: 'UNAVAILABLE' }),
} satisfies Record<WalletState, (at: Date) => Prisma.CodeWhereInput>;
