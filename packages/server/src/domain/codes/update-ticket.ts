import type { Code } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { once } from '../kit/idempotency.ts';
import { CodeStatusError } from './code.errors.ts';
import { type CodeReference, getCodeToChange } from './code.queries.ts';
import { codeStatusAt } from './code.states.ts';
import { lockCode } from './code.store.ts';
import {
  assertOrderIsRight,
  assertTicketOf,
  changedTicket,
  mayChangeTicket,
  type TicketBranches,
  type TicketOrder,
  ticketOrderOf,
} from './ticket-order.ts';
import { keepTicket, removeTicket, ticketOf } from './ticket.store.ts';

/** A code by its number, and exactly one branch with what its ticket is to say (contract §2.8). */
export type UpdateTicketInput = CodeReference & TicketBranches & { idempotencyKey?: string | null | undefined };

/**
 * Tells the ticket of a code something: the show of a movie, the passenger of a flight, the seat of a meeting or bus.
 * What is not named stays as it is; null takes it away; a boarding pass whose check-in is cancelled says nothing again.
 *
 * Throws InvalidInputError with the branch and field, NotFoundError, CodeStatusError for a code that is used, given away,
 * deleted, void or over. A repeated key gives the same code with `replayed: true`.
 */
export async function updateTicket(
  ctx: DomainContext,
  input: UpdateTicketInput,
): Promise<Code & { replayed: boolean }> {
  assertMay(ctx, 'codes:write');
  const { idempotencyKey, ...request } = input;
  const order = ticketOrderOf(request);
  assertOrderIsRight(order);
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'codeTicketUpdate', key: idempotencyKey ?? undefined, input: request },
    async (tx) => ({ codeId: await writeTicket(tx, { ...ctx, tx }, { reference: request, order }) }),
  );
  const code = await clientOf(ctx).code.findUniqueOrThrow({ where: { id: answer.codeId } });
  return { ...code, replayed: isReplay };
}

type Change = { reference: CodeReference; order: TicketOrder };

async function writeTicket(tx: Tx, ctx: DomainContext, { reference, order }: Change): Promise<string> {
  const { id: codeId } = await getCodeToChange(ctx, reference);
  await lockCode(tx, ctx, codeId);
  const stored = await ticketOf(tx, codeId);
  const code = await tx.code.findUniqueOrThrow({
    where: { id: codeId },
    include: { card: { select: { kind: true } } },
  });
  assertTicketOf(code.card.kind, order);
  const ticket = order.details && changedTicket(order, stored, order.details);
  const status = codeStatusAt(code, ctx.now());
  if (!mayChangeTicket(status)) throw new CodeStatusError(status);
  await (ticket ? keepTicket(tx, ctx, { codeId, ticket }) : removeTicket(tx, codeId));
  await tx.code.update({ where: { id: codeId }, data: { updatedAt: ctx.now() } });
  const { cardId, openid } = code;
  await announce(tx, ctx, { type: 'code.ticket_updated', cardId, codeId, openid, data: { kind: order.kind } });
  return codeId;
}
