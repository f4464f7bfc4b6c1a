import type { Tx } from '../kit/context.ts';
import { startOfDay } from '../kit/time.ts';
import { inTransaction } from '../kit/transaction.ts';
import { CredentialRefusedError } from './access.errors.ts';
import { isFresh, secondsLeft, type IssuedToken } from './access-token.rules.ts';
import {
  authenticateApp,
  endAccessTokens,
  insertAccessToken,
  lockMerchant,
  type AppCredentials,
} from './access-token.store.ts';
import type { Root } from './identity.rules.ts';
import { dropLookups } from './lookups.ts';

// house: no access check, because appId and secret are checked here and make the actor.
// house: no event, because a token changes nothing that a consumer could see.

const MOST_FORCED_A_DAY = 20;
const FORCED_APART_MS = 30_000;
/** Weixin counts its days in UTC+8, whatever the merchant's zone. */
const WEIXIN_ZONE = 'Asia/Shanghai';

/**
 * The stable access token of the Weixin door (contract §1.2): the same one until 5 minutes before its end. A forced
 * refresh ends the one before at once, at most 20 times a day and 30 s apart. Plain tokens are not touched.
 * @throws CredentialRefusedError 41002, 41004, 40013, 40125, 45009, 45011
 */
export async function issueStableAccessToken(
  root: Root,
  input: AppCredentials & { forceRefresh: boolean },
): Promise<IssuedToken> {
  const { id: merchantId } = await authenticateApp(root, input);
  const issued = await inTransaction({ ...root, actor: { kind: 'system' } }, async (tx) => {
    await lockMerchant(tx, merchantId);
    if (input.forceRefresh) return forceRefresh(tx, root, merchantId);
    return (await currentToken(tx, root, merchantId)) ?? insertAccessToken(tx, root, { merchantId, kind: 'STABLE' });
  });
  if (input.forceRefresh) dropLookups(root);
  return issued;
}

/** Null: none, or it ends soon, or it was sealed under a master key that is gone. */
async function currentToken(tx: Tx, root: Root, merchantId: string): Promise<IssuedToken | null> {
  const now = root.now();
  const newest = await tx.accessToken.findFirst({
    where: { merchantId, kind: 'STABLE' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (!newest || !isFresh(newest, now)) return null;
  const accessToken = root.secrets.open('access-token', newest.ciphertext);
  return accessToken === null ? null : { accessToken, expiresInSeconds: secondsLeft(newest, now) };
}

async function forceRefresh(tx: Tx, root: Root, merchantId: string): Promise<IssuedToken> {
  const now = root.now();
  const createdAt = { gte: startOfDay(now, 0, WEIXIN_ZONE) };
  const forced = { merchantId, kind: 'STABLE', isForced: true } as const;
  const [newest] = await tx.accessToken.findMany({ where: forced, orderBy: { createdAt: 'desc' }, take: 1 });
  if (newest && now.getTime() - newest.createdAt.getTime() < FORCED_APART_MS)
    throw new CredentialRefusedError('MINUTE_QUOTA');
  const today = await tx.accessToken.count({ where: { ...forced, createdAt } });
  if (today >= MOST_FORCED_A_DAY) throw new CredentialRefusedError('DAILY_QUOTA');
  await endAccessTokens(tx, { merchantId, kind: 'STABLE', until: now });
  return insertAccessToken(tx, root, { merchantId, kind: 'STABLE', isForced: true });
}
