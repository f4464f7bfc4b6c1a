import type { Event } from '../../generated/prisma/client.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';

// house: no access check, because the queue asks for the merchant whose event it is.
// house: no event, because it is part of how an event is told.

type Root = Pick<DomainContext, 'prisma' | 'tx'>;
const DAY_MS = 86_400_000;
/** Events are told again for as long as they are there; nobody knows a push by its time for longer than this. */
const KEPT_DAYS = 30;
/** Others that take the same second at the same moment: each of them comes one further. */
const MOST_ROUNDS = 1_000;

/**
 * `CreateTime` of the push of an event, in seconds: when it happened, or the first second after that of which no other
 * push of the same sender tells, because receivers know a push by sender and second (contract §10.3). It stays the same
 * however often the event is told.
 */
export async function pushTimeOf(root: Root, event: Event, fromUser: string): Promise<number> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const known = await clientOf(root).weixinPushTime.findUnique({ where: { eventId: event.id } });
    if (known) return known.createTime;
    await takeFreeSecond(root, event, fromUser);
  }
  throw new Error(`No free second for the push of ${event.id}`);
}

/** Two who take the same second at once: one of them writes nothing, and looks again. */
async function takeFreeSecond(
  root: Root,
  { id, merchantId, occurredAt }: Pick<Event, 'id' | 'merchantId' | 'occurredAt'>,
  fromUser: string,
): Promise<void> {
  const second = Math.floor(occurredAt.getTime() / 1000);
  await clientOf(root).$executeRaw`
    WITH taken AS (
      SELECT ${second - 1} AS "second" UNION ALL
      SELECT "createTime" FROM "WeixinPushTime"
      WHERE "merchantId" = ${merchantId} AND "fromUser" = ${fromUser} AND "createTime" >= ${second}
    )
    INSERT INTO "WeixinPushTime" ("eventId", "merchantId", "fromUser", "createTime")
    SELECT ${id}, ${merchantId}, ${fromUser}, min("second") + 1 FROM taken
    WHERE NOT EXISTS (SELECT 1 FROM "WeixinPushTime" t
      WHERE t."merchantId" = ${merchantId} AND t."fromUser" = ${fromUser} AND t."createTime" = taken."second" + 1)
    ON CONFLICT DO NOTHING`;
}

/** Forgets the seconds of events long told, and tells how many. */
export async function deleteOldPushTimes(root: Pick<DomainContext, 'prisma' | 'now'>): Promise<number> {
  const before = Math.floor((root.now().getTime() - KEPT_DAYS * DAY_MS) / 1000);
  const { count } = await root.prisma.weixinPushTime.deleteMany({ where: { createTime: { lt: before } } });
  return count;
}
