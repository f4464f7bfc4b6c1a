import type { SigningSecret } from '../../generated/prisma/client.ts';
import { announce } from '../events/index.ts';
import { assertMay, merchantIdOf } from '../kit/access.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { inTransaction } from '../kit/transaction.ts';
import { lookUp } from './lookups.ts';

/**
 * The merchant's signing secret, for HS256 user tokens: the key is the UTF-8 bytes of `secret`. The first to ask makes
 * it, so that every merchant has one. Kept encrypted, because it must be used.
 * @throws NotAllowedError
 */
export async function signingSecretOf(ctx: DomainContext): Promise<{ id: string; secret: string }> {
  assertMay(ctx, 'user-tokens:write');
  const merchantId = merchantIdOf(ctx);
  const [known] = await openSigningSecrets(ctx, merchantId);
  if (known) return known;
  return inTransaction(ctx, async (tx) => {
    // Under the merchant's lock: two who ask first get the same secret.
    await tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchantId} FOR UPDATE`;
    const [made] = await openSigningSecrets({ ...ctx, tx }, merchantId);
    if (made) return made;
    const secret = ctx.random(32).toString('base64url');
    const ciphertext = ctx.secrets.seal('signing-secret', secret);
    const row = { id: ctx.newId('sig'), merchantId, ciphertext, createdAt: ctx.now() };
    await tx.signingSecret.create({ data: row });
    await announce(tx, ctx, { type: 'signing_secret.created', data: { signingSecretId: row.id } });
    return { id: row.id, secret };
  });
}

/** The secrets of a merchant that are in force, newest first; none that the master keys can't open. */
export async function openSigningSecrets(
  ctx: Omit<DomainContext, 'actor'>,
  merchantId: string,
): Promise<{ id: string; secret: string }[]> {
  return opened(ctx, await findSigningSecrets(ctx, merchantId));
}

/** Sealed ones, opened; without those that the master keys can't open. */
export const opened = (
  ctx: Pick<DomainContext, 'secrets'>,
  rows: readonly SigningSecret[],
): { id: string; secret: string }[] =>
  rows.flatMap(({ id, ciphertext }) => {
    const secret = ctx.secrets.open('signing-secret', ciphertext);
    return secret === null ? [] : [{ id, secret }];
  });

/** The secrets of a merchant that are in force, sealed, newest first. */
export async function findSigningSecrets(
  ctx: Omit<DomainContext, 'actor'>,
  merchantId: string,
): Promise<SigningSecret[]> {
  const where = { merchantId, revokedAt: null };
  const found = await lookUp(ctx, `signing-secrets:${merchantId}`, async () => {
    const rows = await clientOf(ctx).signingSecret.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    return rows.length > 0 ? rows : null;
  });
  return found ?? [];
}
