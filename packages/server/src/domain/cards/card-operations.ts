import type { Card } from '../../generated/prisma/client.ts';
import type { CardWithdrawer } from '../../generated/prisma/enums.ts';
import type { DomainContext } from '../kit/context.ts';
import { CardStatusError } from './card.errors.ts';
import { allowedOperations, type CardOperation, cardStatusAt } from './card.states.ts';

type Acting = Pick<DomainContext, 'actor' | 'now'>;

/** On whose side the actor is. */
export const sideOf = ({ actor }: Pick<Acting, 'actor'>): CardWithdrawer =>
  actor.kind === 'operator' || actor.kind === 'system' ? 'OPERATOR' : 'MERCHANT';

/** What the actor may do with a card now, as far as its status has a say (C8). */
export const operationsOn = (ctx: Acting, card: Card): CardOperation[] =>
  allowedOperations(card, sideOf(ctx), ctx.now());

/** Refuses with {@link CardStatusError} what the status of the card forbids; it tells what would be allowed. */
export function assertCardAllows(ctx: Acting, card: Card, operation: CardOperation): void {
  const allowed = operationsOn(ctx, card);
  if (!allowed.includes(operation)) throw new CardStatusError(cardStatusAt(card, ctx.now()), allowed);
}
