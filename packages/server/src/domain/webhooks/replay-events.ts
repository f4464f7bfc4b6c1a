import type { WebhookEndpoint } from '../../generated/prisma/client.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError, NotFoundError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { lockEndpoint } from './endpoint.queries.ts';
import { typesHeard } from './formats.ts';
import { orderKeysOf } from './order-keys.queries.ts';
import { TEST_EVENT } from './test-event.ts';

/** Which events: some by id, or those after one number up to another, as far as the endpoint hears of their types. */
export type ReplayOrder = { endpointId: string } & (
  | { eventIds: readonly string[] }
  | { afterSequence: bigint; untilSequence: bigint /** Not those that it has. */; onlyMissing: boolean }
);

const MOST_IDS = 100;
const MOST_IN_RANGE = 10_000;

/**
 * Sends events once more (E2), with the same ids, in their order among each other. One that still waits is not sent
 * twice, but tried at once. Returns how many.
 * @throws NotFoundError for the endpoint, or an event that is not the merchant's; InvalidInputError, NotAllowedError
 */
export async function replayEvents(ctx: DomainContext, order: ReplayOrder): Promise<{ count: number }> {
  assertMay(ctx, 'webhooks:write');
  assertBounds(order);
  return inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, ctx, order.endpointId);
    if ('eventIds' in order) await assertKnown(tx, endpoint, order.eventIds);
    const count = await queueAgain(tx, ctx, {
      endpoint,
      chosen: chosenBy(order, typesHeard(ctx, endpoint)),
      onlyMissing: 'onlyMissing' in order && order.onlyMissing,
    });
    await announce(tx, ctx, { type: 'events.replayed', data: { endpointId: endpoint.id, count } });
    return { count };
  });
}

function assertBounds(order: ReplayOrder): void {
  if ('eventIds' in order) {
    if (order.eventIds.length === 0) throw new InvalidInputError(['eventIds'], 'Name events', 'MISSING');
    if (order.eventIds.length > MOST_IDS) throw new InvalidInputError(['eventIds'], `At most ${MOST_IDS}`);
    return;
  }
  const { afterSequence, untilSequence } = order;
  if (untilSequence <= afterSequence) throw new InvalidInputError(['untilSequence'], 'After the first one');
  if (untilSequence - afterSequence > MOST_IN_RANGE)
    throw new InvalidInputError(['untilSequence'], `At most ${MOST_IN_RANGE} numbers at once`);
}

async function assertKnown(tx: Tx, { merchantId }: WebhookEndpoint, ids: readonly string[]): Promise<void> {
  const where = { merchantId, id: { in: [...ids] }, sequence: { not: null } };
  const known = new Set((await tx.event.findMany({ where, select: { id: true } })).map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing !== -1) throw new NotFoundError('event', ['eventIds', missing]);
}

function chosenBy(order: ReplayOrder, types: readonly string[] | null): Prisma.Sql {
  if ('eventIds' in order) return Prisma.sql`e."id" = ANY(${[...new Set(order.eventIds)]}::text[])`;
  const { afterSequence, untilSequence } = order;
  const span = Prisma.sql`e."sequence" > ${afterSequence} AND e."sequence" <= ${untilSequence} AND e."type" <> ${TEST_EVENT}`;
  return types === null ? span : Prisma.sql`${span} AND e."type" = ANY(${types}::text[])`;
}

type Choice = { endpoint: WebhookEndpoint; chosen: Prisma.Sql; onlyMissing: boolean };
type Chosen = { eventId: string; codeId: string | null; replay: number | null; isWaiting: boolean };

/** Under the lock of the endpoint, so two replays at once get different numbers. */
async function queueAgain(tx: Tx, ctx: DomainContext, { endpoint, chosen, onlyMissing }: Choice): Promise<number> {
  const { id: endpointId, merchantId, lastSequence } = endpoint;
  const now = ctx.now();
  // What was not queued yet is on its way in any case.
  const events = await tx.$queryRaw<Chosen[]>`
    SELECT e."id" AS "eventId", e."codeId", max(d."replay") AS "replay", coalesce(bool_or(d."status" = 'WAITING'), false) AS "isWaiting"
    FROM "Event" e LEFT JOIN "WebhookDelivery" d ON d."eventId" = e."id" AND d."endpointId" = ${endpointId}
    WHERE e."merchantId" = ${merchantId} AND e."sequence" <= ${lastSequence} AND ${chosen} GROUP BY e."id"
    HAVING NOT ${onlyMissing} OR NOT coalesce(bool_or(d."status" = 'DELIVERED'), false)`;
  const waiting = events.filter(({ isWaiting }) => isWaiting).map(({ eventId }) => eventId);
  const others = events.filter(({ isWaiting }) => !isWaiting);
  // Not those that are due: whoever sends one of them now locks it before the endpoint.
  await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET "nextAttemptAt" = ${now}
    WHERE "endpointId" = ${endpointId} AND "status" = 'WAITING' AND "nextAttemptAt" > ${now} AND "eventId" = ANY(${waiting}::text[])`;
  const keyOf = await orderKeysOf(
    tx,
    others.map(({ codeId }) => codeId),
  );
  await tx.$executeRaw`
    INSERT INTO "WebhookDelivery" ("id", "merchantId", "endpointId", "eventId", "replay", "sequence", "type", "orderKey", "nextAttemptAt", "createdAt")
    SELECT given."id", ${merchantId}, ${endpointId}, e."id", given."replay", e."sequence", e."type", given."orderKey", ${now}, ${now}
    FROM unnest(
      ${others.map(() => ctx.newId('whd'))}::text[], ${others.map(({ eventId }) => eventId)}::text[],
      ${others.map(({ replay }) => (replay ?? -1) + 1)}::int[], ${others.map(({ codeId }) => keyOf(codeId))}::text[]
    ) AS given ("id", "eventId", "replay", "orderKey")
    JOIN "Event" e ON e."id" = given."eventId"`;
  return events.length;
}
