import { isStorableText } from '../kit/text.ts';

/** The public half of an Ed25519 key, and nothing else of what a JWK may hold. */
export type PublicJwk = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid?: string };

const POINT = /^[A-Za-z0-9_-]{43}$/;
const KID_LENGTH = 128;

/** The y of every point whose order is 1, 2, 4 or 8, from the lowest byte on: under such a key anybody signs anything. */
const SMALL_ORDER: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];
/** From 2^255 - 19 on a y is another way to write a smaller one. */
const TOO_LARGE = /^(e[d-f]|f.)(ff){30}7f$/;

/** Whether the text is one point, written in the one way it has, whose signatures prove something. */
function isSafePoint(x: string): boolean {
  if (!POINT.test(x)) return false;
  const bytes = Buffer.from(x, 'base64url');
  if (bytes.toString('base64url') !== x) return false;
  // The highest bit is the sign of the other coordinate.
  bytes.writeUInt8(bytes.readUInt8(31) & 0x7f, 31);
  const y = bytes.toString('hex');
  return !SMALL_ORDER.includes(y) && !TOO_LARGE.test(y);
}

/** Reads a JWK; null when it is no Ed25519 key, or one that proves nothing. What does not belong to the public half is left out. */
export function publicJwkOf(value: unknown): PublicJwk | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [kty, crv, x, kid] = [fields.get('kty'), fields.get('crv'), fields.get('x'), fields.get('kid')];
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || !isSafePoint(x)) return null;
  const hasKid = typeof kid === 'string' && kid.length > 0 && kid.length <= KID_LENGTH && isStorableText(kid);
  return hasKid ? { kty, crv, x, kid } : { kty, crv, x };
}

/** Whether a JWK holds a private half, which nobody but its owner may ever see. */
export const hasPrivateHalf = (value: unknown): boolean => typeof value === 'object' && value !== null && 'd' in value;
