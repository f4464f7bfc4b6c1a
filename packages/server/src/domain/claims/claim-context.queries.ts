import type { Card, Claim } from '../../generated/prisma/client.ts';
import { publicCards } from '../cards/index.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { findHeldClaim, usageOf } from './claim.store.ts';
import { pageTicketFor } from './page-ticket.rules.ts';

/** What a page needs beside the card's public face to let its user claim. */
export type ClaimContext = {
  serverTime: Date;
  /** Goes with the claim (`pageTicket`); 5 minutes good. */
  pageTicket: string;
  /** The user's latest claim of the card whose code is still in the user's hands. */
  claim: Claim | null;
  /** How often the user may still claim the card. */
  claimsLeft: number;
};

/** The context of the user's claim of a card; null when there is no such card to be seen. Throws NotAllowedError without a user. */
export async function findClaimContext(ctx: DomainContext, cardId: string): Promise<ClaimContext | null> {
  const { actor } = ctx;
  if (actor.kind !== 'user') throw new NotAllowedError('Only a user has a claim context');
  const card = await clientOf(ctx).card.findFirst({ where: { AND: [publicCards(ctx), { id: cardId }] } });
  return card === null ? null : contextOf(ctx, card, actor.openid);
}

async function contextOf(ctx: DomainContext, card: Card, openid: string): Promise<ClaimContext> {
  const user = { merchantId: card.merchantId, cardId: card.id, openid };
  const client = clientOf(ctx);
  const [usage, claim] = await Promise.all([usageOf(client, user), findHeldClaim(client, user)]);
  // Who has claimed already sees the code on the page that asks.
  if (claim) ctx.ports.codes.noteView(claim.codeId);
  return {
    serverTime: ctx.now(),
    pageTicket: ctx.secrets.seal('page-ticket', JSON.stringify(pageTicketFor(user, ctx.now()))),
    claim,
    claimsLeft: Math.max(0, card.claimLimit - usage.claimCount),
  };
}
