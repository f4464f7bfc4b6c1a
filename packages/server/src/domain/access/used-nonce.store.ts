import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import type { Root } from './identity.rules.ts';

type Nonce = { merchantId: string; purpose: string; value: string; expiresAt: Date };

/** Uses a one-time value up. Of two who bring it at once, one is told true. */
export async function takeNonce(root: Root, { merchantId, purpose, value, expiresAt }: Nonce): Promise<boolean> {
  const hash = hashToken(`${purpose}:${value}`);
  const inserted = await clientOf(root).$executeRaw`
    INSERT INTO "UsedNonce" ("merchantId", "hash", "expiresAt") VALUES (${merchantId}, ${hash}, ${expiresAt})
    ON CONFLICT ("merchantId", "hash") DO NOTHING`;
  return inserted === 1;
}
