import type { ClaimChallenge } from '../../generated/prisma/client.ts';
import { lookUp } from '../access/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotFoundError } from '../kit/errors.ts';
import { readsOf } from '../kit/reads.ts';
import type { LiveDraw } from './claim.ports.ts';

/** What a card and its merchant ask of users who claim. */
export type ClaimGuards = { requiresPageTicket: boolean; challenge: ClaimChallenge; draw: LiveDraw | null };

/** Kept for a few seconds by each process. Throws NotFoundError when the merchant has no such card. */
export async function claimGuardsOf(ctx: DomainContext, cardId: string): Promise<ClaimGuards> {
  const merchantId = merchantIdOf(ctx);
  const guards = await lookUp(ctx, `claim-guards ${merchantId} ${cardId}`, async (): Promise<ClaimGuards | null> => {
    const card = await readsOf(ctx).card.findFirst({
      where: { id: cardId, merchantId },
      select: {
        claimChallenge: true,
        merchant: { select: { requiresPageTicket: true, claimChallenge: true } },
      },
    });
    if (card === null) return null;
    const { requiresPageTicket, claimChallenge } = card.merchant;
    const draw = await ctx.ports.claims.findDraw(ctx, cardId);
    return { requiresPageTicket, challenge: card.claimChallenge ?? claimChallenge, draw };
  });
  if (guards === null) throw new NotFoundError('card', ['cardId']);
  return guards;
}
