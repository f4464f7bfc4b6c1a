import { createPublicKey } from 'node:crypto';
import type { UserTokenKey } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { inTransaction } from '../kit/transaction.ts';
import { dropLookups } from './lookups.ts';
import { hasPrivateHalf, publicJwkOf, type PublicJwk } from './user-token-key.rules.ts';

const MOST_KEYS = 10;

/**
 * Registers the public half (Ed25519, as a JWK) of a key with which the merchant signs user tokens. Its `kid`, if it has
 * one, or the id of the row names it in tokens. Registering a key again gives the row that is there.
 * @throws InvalidInputError, NotAllowedError
 */
export async function addUserTokenKey(
  ctx: DomainContext,
  { publicJwk }: { publicJwk: unknown },
): Promise<UserTokenKey> {
  assertMay(ctx, 'keys:write');
  const jwk = assertPublicJwk(publicJwk);
  const merchantId = merchantIdOf(ctx);
  const key = await inTransaction(ctx, async (tx) => {
    // Counted and compared under the merchant's lock: no constraint knows what is inside a JWK.
    await tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchantId} FOR UPDATE`;
    const known = await tx.userTokenKey.findMany({ where: { merchantId, revokedAt: null } });
    const same = known.find((row) => publicJwkOf(row.publicJwk)?.x === jwk.x);
    if (same) return same;
    if (known.length >= MOST_KEYS) throw new InvalidInputError(['publicJwk'], `At most ${MOST_KEYS} keys`, 'TOO_LONG');
    return insertKey(tx, ctx, { merchantId, jwk });
  });
  dropLookups(ctx);
  return key;
}

function assertPublicJwk(value: unknown): PublicJwk {
  if (hasPrivateHalf(value)) {
    throw new InvalidInputError(
      ['publicJwk'],
      'This is the private key ("d"): keep it, make a new pair and send the public half',
    );
  }
  const jwk = publicJwkOf(value);
  if (jwk === null)
    throw new InvalidInputError(['publicJwk'], 'Write a public JWK: { "kty": "OKP", "crv": "Ed25519", "x": "…" }');
  try {
    createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new InvalidInputError(['publicJwk', 'x'], 'No point of the curve Ed25519');
  }
  return jwk;
}

async function insertKey(
  tx: Tx,
  ctx: DomainContext,
  { merchantId, jwk }: { merchantId: string; jwk: PublicJwk },
): Promise<UserTokenKey> {
  const row = await tx.userTokenKey.create({
    data: { id: ctx.newId('utk'), merchantId, publicJwk: jwk, createdAt: ctx.now() },
  });
  await announce(tx, ctx, { type: 'user_token_key.added', data: { userTokenKeyId: row.id } });
  return row;
}
