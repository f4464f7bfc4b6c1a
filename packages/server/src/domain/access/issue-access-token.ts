import { inTransaction } from '../kit/transaction.ts';
import { OVERLAP_MS, type IssuedToken } from './access-token.rules.ts';
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

/**
 * A plain access token of the Weixin door (contract §1.2), good for two hours. The ones before it end within 5 minutes.
 * @throws CredentialRefusedError 41002, 41004, 40013, 40125
 */
export async function issueAccessToken(root: Root, credentials: AppCredentials): Promise<IssuedToken> {
  const { id: merchantId } = await authenticateApp(root, credentials);
  const issued = await inTransaction({ ...root, actor: { kind: 'system' } }, async (tx) => {
    await lockMerchant(tx, merchantId);
    await endAccessTokens(tx, { merchantId, kind: 'PLAIN', until: new Date(root.now().getTime() + OVERLAP_MS) });
    return insertAccessToken(tx, root, { merchantId, kind: 'PLAIN' });
  });
  dropLookups(root);
  return issued;
}
