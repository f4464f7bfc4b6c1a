import type { AccessToken, AccessTokenKind, Merchant } from '../../generated/prisma/client.ts';
import type { Tx } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { findMerchantByAppId } from '../merchants/index.ts';
import { CredentialRefusedError } from './access.errors.ts';
import { ACCESS_TOKEN_SECONDS, type IssuedToken } from './access-token.rules.ts';
import type { Root } from './identity.rules.ts';

/** Expired tokens are kept so long, to tell "expired" from "unknown" and to count the day's forced refreshes. */
const KEEP_MS = 2 * 86_400_000;
/** 128 characters of base64url. */
const TOKEN_BYTES = 96;

export type AppCredentials = { appId: string; secret: string };

/** The merchant whose appId and secret these are. Throws CredentialRefusedError. */
export async function authenticateApp(root: Root, { appId, secret }: AppCredentials): Promise<Merchant> {
  if (appId === '') throw new CredentialRefusedError('APP_ID_MISSING');
  if (secret === '') throw new CredentialRefusedError('APP_SECRET_MISSING');
  const merchant = await findMerchantByAppId(root, appId);
  if (!merchant) throw new CredentialRefusedError('APP_ID_UNKNOWN');
  // Hashes are compared, so the time it takes tells nothing of the secret.
  if (hashToken(secret) !== merchant.appSecretHash) throw new CredentialRefusedError('APP_SECRET_WRONG');
  return merchant;
}

/** One issue at a time for a merchant: who comes second sees what the first has made. */
export const lockMerchant = (tx: Tx, merchantId: string): Promise<unknown> =>
  tx.$queryRaw`SELECT "id" FROM "Merchant" WHERE "id" = ${merchantId} FOR UPDATE`;

type NewToken = { merchantId: string; kind: AccessTokenKind; isForced?: boolean };

export async function insertAccessToken(
  tx: Tx,
  root: Root,
  { merchantId, kind, isForced = false }: NewToken,
): Promise<IssuedToken> {
  const now = root.now();
  const accessToken = root.random(TOKEN_BYTES).toString('base64url');
  await tx.accessToken.deleteMany({ where: { merchantId, expiresAt: { lt: new Date(now.getTime() - KEEP_MS) } } });
  await tx.accessToken.create({
    data: {
      id: root.newId('tok'),
      merchantId,
      kind,
      isForced,
      hash: hashToken(accessToken),
      ciphertext: root.secrets.seal('access-token', accessToken),
      expiresAt: new Date(now.getTime() + ACCESS_TOKEN_SECONDS * 1000),
      createdAt: now,
    },
  });
  return { accessToken, expiresInSeconds: ACCESS_TOKEN_SECONDS };
}

/** Lets the tokens of a kind live no longer than `until`. */
export async function endAccessTokens(
  tx: Tx,
  { merchantId, kind, until }: Pick<AccessToken, 'merchantId' | 'kind'> & { until: Date },
): Promise<void> {
  await tx.accessToken.updateMany({
    where: { merchantId, kind, expiresAt: { gt: until } },
    data: { expiresAt: until },
  });
}
