import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { InvalidInputError } from '../kit/errors.ts';

/** Public half of an ECDSA key on P-256, with nothing beside it. */
export type DeviceKey = { kty: 'EC'; crv: 'P-256'; x: string; y: string };

const MOST_CHARACTERS = 1_024;
const COORDINATE = /^[A-Za-z0-9_-]{43}$/;

/** Reads the JWK, as JSON, of a device's public key. Throws InvalidInputError, also for a private one. */
export function parseDeviceKey(json: string): DeviceKey {
  const jwk = json.length > MOST_CHARACTERS ? null : recordOf(json);
  if (jwk?.['d'] !== undefined)
    throw new InvalidInputError(['publicKey'], 'This is a private key: it must never leave the device');
  const { kty, crv, x, y } = jwk ?? {};
  if (kty === 'EC' && crv === 'P-256' && isCoordinate(x) && isCoordinate(y)) {
    const key: DeviceKey = { kty, crv, x, y };
    if (openedKey(key) !== null) return key;
  }
  throw new InvalidInputError(['publicKey'], 'Send the JWK of a public EC key on P-256, as JSON');
}

/** The same for the same key, whatever else its JWK says. */
export const hashOfKey = ({ x, y }: DeviceKey): string => createHash('sha256').update(`${x}.${y}`).digest('hex');

/** The key for use; null where its point is not on the curve. */
export function openedKey(key: DeviceKey): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return null; // OpenSSL tells by throwing that the point is not on the curve.
  }
}

const isCoordinate = (value: unknown): value is string => typeof value === 'string' && COORDINATE.test(value);

function recordOf(json: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null; // No JSON is no key.
  }
}
