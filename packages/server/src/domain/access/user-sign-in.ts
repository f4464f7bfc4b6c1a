import type { Merchant } from '../../generated/prisma/client.ts';
import { clientOf } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { hashToken } from '../kit/secrets.ts';
import { UnauthenticatedError } from './access.errors.ts';
import type { Root } from './identity.rules.ts';
import { safePlacesOf } from './safe-places.queries.ts';
import { takeNonce } from './used-nonce.store.ts';
import {
  isOver,
  RETURN_TOKEN_SECONDS,
  returnAddressOf,
  SIGN_IN_STATE_SECONDS,
  signInStateIn,
} from './user-sign-in.rules.ts';
import { verifyUserToken } from './user-token.queries.ts';

// house: no access check, because signing in is what makes somebody a user.
// house: no event, because nothing of the merchant's changes: a browser learns who its user is.

/** A sign-in that is under way. */
export type UnderWay = { merchant: Merchant; returnTo: string };

/**
 * Begins to find out who the user of a browser is (W8). The answer travels through the merchant's login and back.
 * @param input.browser what this browser alone holds
 * @throws InvalidInputError when `returnTo` leads neither to a page of ours nor to a safe domain of the merchant
 */
export async function beginUserSignIn(
  root: Root,
  input: { merchant: Merchant; returnTo: string; browser: string },
): Promise<string> {
  const { merchant, browser } = input;
  const returnTo = returnAddressOf(input.returnTo, await safePlacesOf(root, { merchant, isTest: merchant.isSandbox }));
  if (returnTo === null)
    throw new InvalidInputError(['return_to'], 'Neither a page of this server nor one on a safe domain');
  const state = { merchantId: merchant.id, returnTo, browser: hashToken(browser), issuedAt: root.now().getTime() };
  return root.secrets.seal('sign-in-state', JSON.stringify(state));
}

type Found = UnderWay & { browser: string; isOver: boolean };

/** What `state` says, also when it is over or another browser's: enough to begin again, never to end it. */
export async function findUserSignIn(root: Root, state: string): Promise<Found | null> {
  const text = root.secrets.open('sign-in-state', state);
  const opened = text === null ? null : signInStateIn(text);
  if (opened === null) return null;
  const merchant = await clientOf(root).merchant.findUnique({ where: { id: opened.merchantId } });
  if (merchant === null) return null;
  const { returnTo, browser } = opened;
  return { merchant, returnTo, browser, isOver: isOver(opened, SIGN_IN_STATE_SECONDS, root.now()) };
}

type Brought = { state: string; browser: string | null };

/**
 * The sign-in that this browser has under way.
 * @throws UnauthenticatedError when `state` is forged, over, or another browser's
 */
export async function getUserSignIn(root: Root, { state, browser }: Brought): Promise<UnderWay> {
  const found = await findUserSignIn(root, state);
  // Otherwise a link with a stranger's token would sign its reader in as that stranger.
  const isOwn = found !== null && browser !== null && hashToken(browser) === found.browser;
  if (!isOwn || found.isOver) throw new UnauthenticatedError('SIGN_IN_STATE');
  return { merchant: found.merchant, returnTo: found.returnTo };
}

/**
 * Ends a sign-in with the user token that came back; it works once. `seal` is what the browser keeps.
 * @throws UnauthenticatedError with the reason
 */
export async function endUserSignIn(
  root: Root,
  { token, ...brought }: Brought & { token: string },
): Promise<UnderWay & { seal: string }> {
  const { merchant, returnTo } = await getUserSignIn(root, brought);
  const origin = new URL(root.publicUrl).origin;
  const { openid, id, lifeSeconds, expiresAt } = await verifyUserToken(root, { token, merchant, origin });
  if (lifeSeconds > RETURN_TOKEN_SECONDS) throw new UnauthenticatedError('USER_TOKEN_LONG_LIVED');
  const isFirst = await takeNonce(root, { merchantId: merchant.id, purpose: 'user-sign-in', value: id, expiresAt });
  if (!isFirst) throw new UnauthenticatedError('USER_TOKEN_USED');
  const signIn = { merchantId: merchant.id, openid, issuedAt: root.now().getTime() };
  return { merchant, returnTo, seal: root.secrets.seal('user-sign-in', JSON.stringify(signIn)) };
}
