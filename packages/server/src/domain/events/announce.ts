import { Prisma } from '../../generated/prisma/client.ts';
import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { NewEvent } from './catalogue.ts';

/**
 * Writes an event in the transaction of the change that it tells of (E1). The sequencer numbers it after the commit.
 * `merchantId` is needed only where the actor has no tenant of its own.
 */
export const announce = (tx: Tx, ctx: DomainContext, event: NewEvent): Promise<void> => announceAll(tx, ctx, [event]);

/** Writes several events, in their order, as {@link announce} does one; at most 2,000. */
export async function announceAll(tx: Tx, ctx: DomainContext, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(
    (event) =>
      Prisma.sql`(${event.id ?? ctx.newId('evt')}, ${event.merchantId ?? merchantIdOf(ctx)}, ${event.type}, ${ctx.now()}, ${ctx.actor.kind}, ${actorIdOf(ctx.actor)},
        ${event.cardId ?? null}, ${event.codeId ?? null}, ${event.storeId ?? null}, ${event.openid ?? null}, ${event.data}::jsonb)`,
  );
  await tx.$executeRaw`
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "data")
    VALUES ${Prisma.join(rows)}`;
}
