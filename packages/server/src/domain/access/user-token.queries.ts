import { createPublicKey } from 'node:crypto';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { UnauthenticatedError } from './access.errors.ts';
import type { Root } from './identity.rules.ts';
import { lookUp } from './lookups.ts';
import { findSigningSecrets, opened } from './signing-secret.ts';
import { publicJwkOf, type PublicJwk } from './user-token-key.rules.ts';
import { isUserTokenAlgorithm, refusalOfClaims, type UserTokenAlgorithm } from './user-token.rules.ts';

const LONGEST_TOKEN = 4_096;

type Question = {
  token: string;
  merchant: { id: string; appId: string };
  /** Origin of the page that sends the token; null where there is none. */
  origin: string | null;
};
/** What a user token says, once it has proved right. */
export type VerifiedUserToken = {
  openid: string;
  /** `jti`. */
  id: string;
  /** Seconds from `iat` to `exp`. */
  lifeSeconds: number;
  expiresAt: Date;
};
type VerifyingKey = Parameters<typeof compactVerify>[1];
type Header = { alg: UserTokenAlgorithm; kid: string | null };

/**
 * Checks signature and claims of a user token (graphql.md §1) and tells whom it speaks for.
 * @throws UnauthenticatedError with the reason
 */
export async function verifyUserToken(root: Root, { token, merchant, origin }: Question): Promise<VerifiedUserToken> {
  const claims = await verifiedClaims(root, token, merchant.id);
  const reason = refusalOfClaims(claims, { appId: merchant.appId, origin, now: root.now() });
  if (reason !== null) throw new UnauthenticatedError(reason);
  const [issuedAt, expiresAt] = [Number(claims['iat']), Number(claims['exp'])];
  return {
    openid: String(claims['sub']),
    id: String(claims['jti']),
    lifeSeconds: expiresAt - issuedAt,
    expiresAt: new Date(expiresAt * 1000),
  };
}

/** A signature that was good with some keys stays so while they are in force; all else of a token is asked each time. */
async function verifiedClaims(root: Root, token: string, merchantId: string): Promise<Record<string, unknown>> {
  const header = headerOf(token);
  const { ids, open } = await keyringOf(root, merchantId, header);
  const question = `user-token:${merchantId}:${ids.join()}:${hashToken(token)}`;
  const claims = await lookUp(root, question, () => signedClaims(token, header, named(open(), header.kid)));
  return claims ?? malformed();
}

function headerOf(token: string): Header {
  const { alg, kid } = token.length > LONGEST_TOKEN ? malformed() : decodedHeader(token);
  if (!isUserTokenAlgorithm(alg)) throw new UnauthenticatedError('USER_TOKEN_ALGORITHM');
  return { alg, kid: typeof kid === 'string' ? kid : null };
}

function decodedHeader(token: string): { alg?: unknown; kid?: unknown } {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return malformed(); // What jose says of a broken header is for its authors, not for a merchant.
  }
}

const malformed = (): never => {
  throw new UnauthenticatedError('USER_TOKEN_MALFORMED');
};

type NamedKey = { names: readonly (string | undefined)[]; key: VerifyingKey };

/** Keys of the algorithm that may have signed. To open them costs more than to know which they are. */
async function keyringOf(
  root: Root,
  merchantId: string,
  { alg }: Header,
): Promise<{ ids: string[]; open: () => NamedKey[] }> {
  if (alg === 'HS256') {
    const secrets = await findSigningSecrets(root, merchantId);
    const open = () =>
      opened(root, secrets).map(({ id, secret }) => ({ names: [id], key: new TextEncoder().encode(secret) }));
    return { ids: secrets.map(({ id }) => id), open };
  }
  const registered = await registeredKeys(root, merchantId);
  const open = () =>
    registered.map(({ id, jwk }) => ({ names: [id, jwk.kid], key: createPublicKey({ key: jwk, format: 'jwk' }) }));
  return { ids: registered.map(({ id }) => id), open };
}

/** Those that `kid` names, or all when it names none. */
function named(keys: readonly NamedKey[], kid: string | null): VerifyingKey[] {
  const matching = keys.filter(({ names }) => kid !== null && names.includes(kid));
  return (matching.length > 0 ? matching : keys).map(({ key }) => key);
}

async function registeredKeys(root: Root, merchantId: string): Promise<{ id: string; jwk: PublicJwk }[]> {
  const found = await lookUp(root, `user-token-keys:${merchantId}`, async () => {
    const rows = await clientOf(root).userTokenKey.findMany({ where: { merchantId, revokedAt: null } });
    const keys = rows.flatMap(({ id, publicJwk }) => {
      const jwk = publicJwkOf(publicJwk);
      return jwk === null ? [] : [{ id, jwk }];
    });
    return keys.length > 0 ? keys : null;
  });
  return found ?? [];
}

async function signedClaims(
  token: string,
  { alg }: Header,
  keys: readonly VerifyingKey[],
): Promise<Record<string, unknown>> {
  for (const key of keys) {
    const payload = await payloadSignedBy(token, alg, key);
    if (payload !== null) return claimsIn(payload);
  }
  throw new UnauthenticatedError('USER_TOKEN_SIGNATURE');
}

/** Null when this key did not sign it; the next one may have. */
async function payloadSignedBy(token: string, alg: UserTokenAlgorithm, key: VerifyingKey): Promise<Uint8Array | null> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [alg] });
    return payload;
  } catch {
    return null; // A signature that does not fit is an answer, not a fault.
  }
}

function claimsIn(payload: Uint8Array): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === 'object' && claims !== null ? Object.fromEntries(Object.entries(claims)) : malformed();
  } catch {
    return malformed(); // Whoever signed it signed something else than JSON.
  }
}
