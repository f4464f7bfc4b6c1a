import type { ApiKey } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay } from '../kit/access.ts';
import type { DomainContext, Tx } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { prefixOf } from '../kit/ids.ts';
import { hashToken } from '../kit/secrets.ts';
import { inTransaction } from '../kit/transaction.ts';
import { hostedKeysOf, hostedKeyText } from './hosted-key.store.ts';
import { INSTALLATION } from './installation.rules.ts';
import { visibleKeys } from './key.access.ts';
import { boundsOf } from './key-bounds.queries.ts';
import { assertWithinBounds } from './key-bounds.rules.ts';
import { assertMayGrantKey, newKeyText } from './key.rules.ts';
import { dropLookups } from './lookups.ts';

/** Longest time for which both keys work, seconds. */
const MAX_OVERLAP_SECONDS = 30 * 86_400;

/**
 * Replaces a key by a new one of the same kind, name, scopes, stores, IP list, budget and length of life; the old
 * one works for `overlapSeconds` more (0 to 30 days). `secret` is shown this once.
 * @throws NotFoundError, InvalidInputError, NotAllowedError when the key was revoked, replaced, has expired or may do more than the caller, from elsewhere or for longer
 */
export async function rotateKey(
  ctx: DomainContext,
  input: { keyId: string; overlapSeconds: number },
): Promise<{ key: ApiKey; secret: string }> {
  assertMay(ctx, 'keys:write');
  const { keyId, overlapSeconds } = input;
  if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > MAX_OVERLAP_SECONDS) {
    throw new InvalidInputError(['overlapSeconds'], `A whole number from 0 to ${MAX_OVERLAP_SECONDS}`);
  }
  if (prefixOf(keyId) !== 'key') throw new NotFoundError('key', ['keyId']);
  const made = await inTransaction(ctx, async (tx) => {
    const old = await findLockedKey(tx, ctx, keyId);
    assertMayGrantKey(ctx.actor, old);
    assertLive(old, ctx.now());
    const fresh = await freshText(tx, ctx, old);
    const { secret } = fresh;
    const successor = successorOf(old, { ctx, ...fresh });
    assertWithinBounds(await boundsOf({ ...ctx, tx }), successor);
    const key = await tx.apiKey.create({ data: successor });
    await retire(tx, old, { at: new Date(ctx.now().getTime() + overlapSeconds * 1000), replacedById: key.id });
    const merchantId = old.merchantId ?? INSTALLATION;
    await announce(tx, ctx, { type: 'key.rotated', merchantId, data: { keyId: old.id, newKeyId: key.id } });
    return { key, secret };
  });
  dropLookups(ctx);
  return made;
}

/** Locked, so that of two rotations at once the second sees what the first did. */
async function findLockedKey(tx: Tx, ctx: DomainContext, keyId: string): Promise<ApiKey> {
  await tx.$queryRaw`SELECT "id" FROM "ApiKey" WHERE "id" = ${keyId} FOR UPDATE`;
  const key = await tx.apiKey.findFirst({ where: { id: keyId, ...visibleKeys(ctx) } });
  if (!key) throw new NotFoundError('key', ['keyId']);
  return key;
}

type Fresh = { secret: string; hostedVersion: number | null };

/** The pages that this server hosts know only derived keys, so such a key is followed by the next of its kind. */
async function freshText(tx: Tx, ctx: DomainContext, old: ApiKey): Promise<Fresh> {
  const { kind, isTest, merchantId } = old;
  if (old.hostedVersion === null || merchantId === null)
    return { secret: newKeyText(kind, isTest, ctx.random), hostedVersion: null };
  const [newest] = await hostedKeysOf(tx, merchantId);
  const hostedVersion = (newest?.hostedVersion ?? old.hostedVersion) + 1;
  return { secret: hostedKeyText(ctx, { merchantId, isTest, version: hostedVersion }), hostedVersion };
}

function assertLive(key: ApiKey, now: Date): void {
  if (key.revokedAt !== null) throw new NotAllowedError('This key was revoked', { field: ['keyId'] });
  if (key.replacedById !== null) throw new NotAllowedError('This key was replaced by another', { field: ['keyId'] });
  if (key.expiresAt !== null && key.expiresAt <= now)
    throw new NotAllowedError('This key has expired', { field: ['keyId'] });
}

function retire(tx: Tx, key: ApiKey, { at, replacedById }: { at: Date; replacedById: string }): Promise<ApiKey> {
  const expiresAt = key.expiresAt !== null && key.expiresAt < at ? key.expiresAt : at;
  return tx.apiKey.update({ where: { id: key.id }, data: { expiresAt, replacedById } });
}

function successorOf(old: ApiKey, { ctx, secret, hostedVersion }: Fresh & { ctx: DomainContext }): ApiKey {
  const createdAt = ctx.now();
  const lifeMs = old.expiresAt === null ? null : old.expiresAt.getTime() - old.createdAt.getTime();
  return {
    ...old,
    id: ctx.newId('key'),
    hash: hashToken(secret),
    hint: secret.slice(-4),
    hostedVersion,
    expiresAt: lifeMs === null ? null : new Date(createdAt.getTime() + lifeMs),
    createdAt,
  };
}
