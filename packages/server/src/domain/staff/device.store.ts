import type { Actor } from '../kit/actor.ts';
import type { Tx } from '../kit/context.ts';
import { type DeviceKey, openedKey } from './device-key.rules.ts';

/**
 * The key of a device that the actor registered here, held until the commit, so that what it signs is judged one after
 * the other. A session that ran out leaves its keys good for what waits to be sent; one that was ended takes them along.
 * Null: there is none.
 */
export async function lockDevice(tx: Tx, actor: Actor, deviceId: string): Promise<ReturnType<typeof openedKey>> {
  if (actor.kind !== 'person') return null;
  const { merchantId, id: personId } = actor;
  const [device] = await tx.$queryRaw<{ publicJwk: DeviceKey }[]>`
    SELECT "publicJwk" FROM "StaffDevice" JOIN "Session" ON "Session"."id" = "StaffDevice"."sessionId"
    WHERE "StaffDevice"."id" = ${deviceId} AND "StaffDevice"."personId" = ${personId} AND "merchantId" = ${merchantId}
      AND "Session"."revokedAt" IS NULL
    FOR UPDATE OF "StaffDevice"`;
  return device ? openedKey(device.publicJwk) : null;
}
