import type { Prisma } from '../../generated/prisma/client.ts';
import { type Ticket } from '../cards/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';

/** What the ticket of a code says, as it is stored; empty while nothing was said. */
export async function ticketOf(tx: Tx, codeId: string): Promise<Record<string, unknown>> {
  const ticket = await tx.codeTicket.findUnique({ where: { codeId } });
  return recordOf(ticket?.details);
}

/** Keeps what the ticket of a code says from now on. */
export async function keepTicket(tx: Tx, ctx: DomainContext, { codeId, ticket }: { codeId: string; ticket: Ticket }) {
  const { kind: _kind, ...details } = ticket;
  const now = { details, updatedAt: ctx.now() };
  await tx.codeTicket.upsert({
    where: { codeId },
    create: { codeId, merchantId: merchantIdOf(ctx), ...now },
    update: now,
  });
}

/** Takes back what the ticket of a code said. */
export async function removeTicket(tx: Tx, codeId: string): Promise<void> {
  await tx.codeTicket.deleteMany({ where: { codeId } });
}

// JSON of our own writing: an object, or nothing yet.
const recordOf = (stored: Prisma.JsonValue | undefined): Record<string, unknown> =>
  (stored ?? {}) as Record<string, unknown>;
