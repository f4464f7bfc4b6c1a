import { publicCards } from '../cards/index.ts';
import type { DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { readsOf } from '../kit/reads.ts';
import type { MadeClaim } from './claim-order.ts';
import { type CardUserKey, heldClaim } from './claim.store.ts';
import { pageTicketFor } from './page-ticket.rules.ts';

/** What a page needs beside the card's public face to let its user claim. */
export type ClaimContext = {
  serverTime: Date;
  /** Goes with the claim (`pageTicket`); 5 minutes good. */
  pageTicket: string;
  /** The user's latest claim of the card whose code is still in the user's hands. */
  claim: MadeClaim | null;
  /** How often the user may still claim the card. */
  claimsLeft: number;
};

/** The context of the user's claim of a card; null when there is no such card to be seen. Throws NotAllowedError without a user. */
export async function findClaimContext(ctx: DomainContext, cardId: string): Promise<ClaimContext | null> {
  const { actor } = ctx;
  if (actor.kind !== 'user') throw new NotAllowedError('Only a user has a claim context');
  const user = { cardId, openid: actor.openid };
  const reads = readsOf(ctx);
  const [card, usage] = await Promise.all([
    reads.card.findFirst({
      where: { AND: [publicCards(ctx), { id: cardId }] },
      select: { merchantId: true, claimLimit: true, claims: heldClaim(actor.openid) },
    }),
    reads.cardUser.findFirst({ where: user }),
  ]);
  return card && contextOf(ctx, { ...user, ...card, claimCount: usage?.claimCount ?? 0 });
}

type Found = CardUserKey & { claimLimit: number; claimCount: number; claims: readonly MadeClaim[] };

function contextOf(ctx: DomainContext, { claimLimit, claimCount, claims, ...user }: Found): ClaimContext {
  const claim = claims[0] ?? null;
  // Who has claimed already sees the code on the page that asks.
  if (claim) ctx.ports.codes.noteView(claim.codeId);
  return {
    serverTime: ctx.now(),
    pageTicket: ctx.secrets.seal('page-ticket', JSON.stringify(pageTicketFor(user, ctx.now()))),
    claim,
    claimsLeft: Math.max(0, claimLimit - claimCount),
  };
}
