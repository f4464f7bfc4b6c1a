import type { DomainContext, Tx } from '../kit/context.ts';
import { lockDevice } from '../staff/index.ts';
import { offlineRefusal, type OfflineProof, type SignedOrder } from './offline-proof.rules.ts';

/** What is kept of a proof: when and on which phone the redemption was confirmed. */
export type OfflineStamp = { confirmedAt: Date; deviceId: string; deviceCounter: number };

/** Throws OfflineProofInvalidError unless a device that the actor registered here has signed this order, lately and once. */
export async function assertProved(
  tx: Tx,
  ctx: DomainContext,
  { proof, order }: { proof: OfflineProof; order: SignedOrder },
): Promise<void> {
  const { deviceId, counter: deviceCounter } = proof;
  const key = await lockDevice(tx, ctx.actor, deviceId);
  const used = await tx.redemption.findFirst({ where: { deviceId, deviceCounter } });
  const refusal = offlineRefusal({ proof, order, key, isCounterUsed: used !== null }, ctx.now());
  if (refusal) throw refusal;
}
