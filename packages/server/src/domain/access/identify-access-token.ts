import type { AccessToken } from '../../generated/prisma/client.ts';
import type { Actor } from '../kit/actor.ts';
import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { CredentialRefusedError } from './access.errors.ts';
import { wasReplaced } from './access-token.rules.ts';
import type { Root } from './identity.rules.ts';
import { lookUp } from './lookups.ts';

/** Longer ones are none of ours: don't even hash them. */
const LONGEST_TOKEN = 512;

/**
 * The merchant whose access token this is, as an actor with all that a secret key may do. `id` is the merchant's.
 * @throws CredentialRefusedError 41001 missing, 40001 unknown or replaced, 42001 expired
 */
export async function identifyAccessToken(root: Root, token: string): Promise<Actor> {
  if (token === '') throw new CredentialRefusedError('TOKEN_MISSING');
  const row = token.length > LONGEST_TOKEN ? null : await findToken(root, hashToken(token));
  if (!row) throw new CredentialRefusedError('TOKEN_UNKNOWN');
  if (row.expiresAt <= root.now())
    throw new CredentialRefusedError(wasReplaced(row) ? 'TOKEN_UNKNOWN' : 'TOKEN_EXPIRED');
  const { merchantId } = row;
  return { kind: 'secretKey', id: merchantId, merchantId, isTest: row.isSandbox, scopes: [], storeIds: [] };
}

type KnownToken = AccessToken & { isSandbox: boolean };

function findToken(root: Root, hash: string): Promise<KnownToken | null> {
  return lookUp(root, `access-token:${hash}`, async () => {
    const row = await clientOf(root).accessToken.findUnique({ where: { hash } });
    const merchant = row && (await clientOf(root).merchant.findUnique({ where: { id: row.merchantId } }));
    return merchant ? { ...row, isSandbox: merchant.isSandbox } : null;
  });
}
