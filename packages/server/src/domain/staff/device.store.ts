import type { Actor } from '../kit/actor.ts';
import type { Tx } from '../kit/context.ts';
import { type DeviceKey, openedKey } from './device-key.rules.ts';

/**
 * The key of a device that the actor's own session registered here, held until the commit, so that what it signs is
 * judged one after the other. Null: there is none.
 */
export async function lockDevice(tx: Tx, actor: Actor, deviceId: string): Promise<ReturnType<typeof openedKey>> {
  if (actor.kind !== 'person') return null;
  const { merchantId, sessionId } = actor;
  const [device] = await tx.$queryRaw<{ publicJwk: DeviceKey }[]>`
    SELECT "publicJwk" FROM "StaffDevice"
    WHERE "id" = ${deviceId} AND "sessionId" = ${sessionId} AND "merchantId" = ${merchantId} FOR UPDATE`;
  return device ? openedKey(device.publicJwk) : null;
}
