import { type KeyObject, verify } from 'node:crypto';
import { OfflineProofInvalidError } from './redemption.errors.ts';

/** What a phone signs when it confirms a redemption without a network. */
export type OfflineProof = {
  deviceId: string;
  /** By the clock of the phone. */
  confirmedAt: Date;
  /** Where it stands among what the phone has signed; each number is good once. */
  counter: number;
  /** ECDSA on P-256 with SHA-256: r and s in 64 bytes, base64url. */
  signature: string;
};

/** The redemption that is signed, as it is sent. */
export type SignedOrder = {
  /** As scanned or typed. */
  value: string;
  cardId: string | null;
  storeId: string | null;
  amountFen: number | null;
  idempotencyKey: string;
};

const VERSION = 'kaquan-offline-1';
/** For so long a phone may wait for its network, milliseconds. */
const OLDEST_MS = 24 * 3_600_000;
/** So far the clock of a phone may run ahead, milliseconds. */
const MOST_AHEAD_MS = 5 * 60_000;
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;

/** The signed text: one line for each value, empty where there is none. */
export const offlineText = (proof: Omit<OfflineProof, 'signature'>, order: SignedOrder): string =>
  [
    VERSION,
    proof.deviceId,
    proof.counter,
    proof.confirmedAt.toISOString(),
    order.value,
    order.cardId ?? '',
    order.storeId ?? '',
    order.amountFen ?? '',
    order.idempotencyKey,
  ].join('\n');

export type OfflineFacts = {
  proof: OfflineProof;
  order: SignedOrder;
  /** Of the device, if the person who asks has registered it, and nobody has ended it since; null otherwise. */
  key: KeyObject | null;
  /** Whether a redemption has taken this counter of the device. */
  isCounterUsed: boolean;
};

/** Why the proof is none, or null. The times are looked at only when the device has signed them. */
export function offlineRefusal(facts: OfflineFacts, now: Date): OfflineProofInvalidError | null {
  const { proof, order, key, isCounterUsed } = facts;
  if (key === null) return new OfflineProofInvalidError('DEVICE');
  if (!isSigned(key, offlineText(proof, order), proof.signature)) return new OfflineProofInvalidError('SIGNATURE');
  const age = now.getTime() - proof.confirmedAt.getTime();
  if (age > OLDEST_MS) return new OfflineProofInvalidError('TOO_OLD');
  if (-age > MOST_AHEAD_MS) return new OfflineProofInvalidError('AHEAD');
  return isCounterUsed ? new OfflineProofInvalidError('COUNTER') : null;
}

function isSigned(key: KeyObject, text: string, signature: string): boolean {
  if (!SIGNATURE.test(signature)) return false;
  const sealed = { key, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(text), sealed, Buffer.from(signature, 'base64url'));
}
