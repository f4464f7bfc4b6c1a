import { actorIdOf, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import type { NewEvent } from './catalogue.ts';

/**
 * Writes an event in the transaction of the change that it tells of (E1). The sequencer numbers it after the commit.
 * `merchantId` is needed only where the actor has no tenant of its own.
 */
export async function announce(tx: Tx, ctx: DomainContext, event: NewEvent): Promise<void> {
  const merchantId = event.merchantId ?? merchantIdOf(ctx);
  await tx.$executeRaw`
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "data")
    VALUES (${ctx.newId('evt')}, ${merchantId}, ${event.type}, ${ctx.now()}, ${ctx.actor.kind}, ${actorIdOf(ctx.actor)},
            ${event.cardId ?? null}, ${event.codeId ?? null}, ${event.storeId ?? null}, ${event.openid ?? null}, ${event.data}::jsonb)`;
}
