import { isStorableText } from '../kit/text.ts';

/** The public half of an Ed25519 key, and nothing else of what a JWK may hold. */
export type PublicJwk = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid?: string };

const POINT = /^[A-Za-z0-9_-]{43}$/;
const KID_LENGTH = 128;

/** Reads a JWK; null when it is no Ed25519 key. What does not belong to the public half is left out. */
export function publicJwkOf(value: unknown): PublicJwk | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [kty, crv, x, kid] = [fields.get('kty'), fields.get('crv'), fields.get('x'), fields.get('kid')];
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || !POINT.test(x)) return null;
  const hasKid = typeof kid === 'string' && kid.length > 0 && kid.length <= KID_LENGTH && isStorableText(kid);
  return hasKid ? { kty, crv, x, kid } : { kty, crv, x };
}

/** Whether a JWK holds a private half, which nobody but its owner may ever see. */
export const hasPrivateHalf = (value: unknown): boolean => typeof value === 'object' && value !== null && 'd' in value;
