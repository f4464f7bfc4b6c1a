import type { ApiKey, Merchant } from '../../generated/prisma/client.ts';
import { clientOf } from '../kit/context.ts';
import { hashToken } from '../kit/secrets.ts';
import { ForbiddenError, UnauthenticatedError } from './access.errors.ts';
import { identifySession } from './identify-session.ts';
import type { Credentials, Identity, RequestFacts, Root } from './identity.rules.ts';
import { allowsIp } from './ip-list.rules.ts';
import { COST_PER_SECOND, knownScopes } from './key.rules.ts';
import { lookUp } from './lookups.ts';
import { namedMerchantId } from './named-merchant.queries.ts';
import { originOf, refusalOfSource } from './safe-domain.rules.ts';
import { safePlacesOf } from './safe-places.queries.ts';
import { verifyUserToken } from './user-token.queries.ts';

// house: no access check, because this is where an actor is made.

const LONGEST_KEY = 256;

type Caller = { root: Root; credentials: Credentials; facts: RequestFacts };
type MerchantKey = { key: ApiKey; merchant: Merchant };

/**
 * Finds out who makes a request (graphql.md §1). A key comes before a session: it was sent on purpose.
 * @throws UnauthenticatedError when it is nobody we know, ForbiddenError when the credential is used where it may not be
 */
export async function identify(root: Root, credentials: Credentials, facts: RequestFacts): Promise<Identity> {
  const caller = { root, credentials, facts };
  if (credentials.bearer !== null) return identifyKey(caller, credentials.bearer);
  if (credentials.userToken !== null) throw new UnauthenticatedError('USER_TOKEN_ALONE');
  if (credentials.sessionToken !== null)
    return identifySession(root, { ...credentials, sessionToken: credentials.sessionToken }, facts);
  throw new UnauthenticatedError('CREDENTIAL_MISSING');
}

async function identifyKey(caller: Caller, bearer: string): Promise<Identity> {
  const { root, facts, credentials } = caller;
  const key = await liveKey(root, bearer);
  if (!allowsIp(key.ipAllowList, facts.ip)) throw new ForbiddenError('IP_NOT_ALLOWED');
  if (credentials.userToken !== null && key.kind !== 'PUBLISHABLE') throw new UnauthenticatedError('USER_TOKEN_ALONE');
  if (key.kind === 'OPERATOR') return operatorIdentity(caller, key);
  const held = { key, merchant: await merchantOfKey(root, key) };
  if (facts.merchantAppId !== null && facts.merchantAppId !== held.merchant.appId)
    throw new ForbiddenError('MERCHANT_UNKNOWN');
  switch (key.kind) {
    case 'PUBLISHABLE':
      return publishableIdentity(caller, held);
    case 'SECRET':
      return secretIdentity(caller, held);
    case 'REPORT':
      return reportIdentity(held);
    default:
      return key.kind satisfies never;
  }
}

async function liveKey(root: Root, bearer: string): Promise<ApiKey> {
  if (bearer.length > LONGEST_KEY) throw new UnauthenticatedError('CREDENTIAL_UNKNOWN');
  const hash = hashToken(bearer);
  const key = await lookUp(root, `key:${hash}`, () => clientOf(root).apiKey.findUnique({ where: { hash } }));
  if (!key) throw new UnauthenticatedError('CREDENTIAL_UNKNOWN');
  if (key.revokedAt !== null) throw new UnauthenticatedError('KEY_REVOKED');
  if (key.expiresAt !== null && key.expiresAt <= root.now()) throw new UnauthenticatedError('KEY_EXPIRED');
  return key;
}

async function merchantOfKey(root: Root, key: ApiKey): Promise<Merchant> {
  const id = key.merchantId;
  if (id === null) throw new UnauthenticatedError('CREDENTIAL_UNKNOWN');
  const merchant = await lookUp(root, `merchant:${id}`, () => clientOf(root).merchant.findUnique({ where: { id } }));
  if (!merchant) throw new UnauthenticatedError('CREDENTIAL_UNKNOWN');
  if (key.isTest && !merchant.isSandbox) throw new ForbiddenError('TEST_KEY_ON_LIVE_MERCHANT');
  return merchant;
}

const identityOf = (key: ApiKey, actor: Identity['actor'], mayRunAnyDocument: boolean): Identity => ({
  actor,
  costPerSecond: key.costPerSecond ?? COST_PER_SECOND[key.kind],
  mayRunAnyDocument,
});

async function publishableIdentity(
  { root, credentials, facts }: Caller,
  { key, merchant }: MerchantKey,
): Promise<Identity> {
  const places = await safePlacesOf(root, { merchant, isTest: key.isTest });
  const refusal = refusalOfSource(facts, places);
  if (refusal !== null) throw new ForbiddenError(refusal);
  const merchantId = merchant.id;
  if (credentials.userToken === null) {
    return identityOf(key, { kind: 'publishableKey', id: key.id, merchantId, isTest: key.isTest }, false);
  }
  const { openid } = await verifyUserToken(root, { token: credentials.userToken, merchant, origin: originOf(facts) });
  return identityOf(key, { kind: 'user', id: openid, merchantId, openid, keyId: key.id }, false);
}

/** Browsers put Origin on what a page sends; programs don't. So a secret with an Origin has been given away. */
function assertNotInPage(facts: RequestFacts): void {
  if (facts.origin !== null) throw new ForbiddenError('SECRET_IN_PAGE');
}

function secretIdentity({ facts }: Caller, { key, merchant }: MerchantKey): Identity {
  assertNotInPage(facts);
  const { id, isTest, storeIds } = key;
  return identityOf(
    key,
    { kind: 'secretKey', id, merchantId: merchant.id, isTest, scopes: scopesIn(key), storeIds },
    true,
  );
}

const reportIdentity = ({ key, merchant }: MerchantKey): Identity =>
  identityOf(
    key,
    { kind: 'reportKey', id: key.id, merchantId: merchant.id, isTest: key.isTest, scopes: scopesIn(key) },
    true,
  );

/** An empty list means every scope, so a list whose names have all gone out of use must not become empty. */
function scopesIn(key: ApiKey): ReturnType<typeof knownScopes> {
  const known = knownScopes(key.scopes);
  if (known.length === 0 && key.scopes.length > 0) throw new UnauthenticatedError('KEY_EXPIRED');
  return known;
}

async function operatorIdentity({ root, facts }: Caller, key: ApiKey): Promise<Identity> {
  assertNotInPage(facts);
  return identityOf(key, { kind: 'operator', id: key.id, merchantId: await namedMerchantId(root, facts) }, true);
}
