import type { Merchant } from '../../generated/prisma/client.ts';
import { NotAllowedError } from '../kit/errors.ts';
import { createUserToken } from './create-user-token.ts';
import type { Root } from './identity.rules.ts';
import { getUserSignIn, type UnderWay } from './user-sign-in.ts';
import { isOver, RETURN_TOKEN_SECONDS, USER_SIGN_IN_SECONDS, userSignInIn } from './user-sign-in.rules.ts';

type Issued = { token: string; expiresAt: Date };

/**
 * A fresh user token for the pages of `origin`, of the user whom this browser's seal names; null when it names none of
 * this merchant, or did so too long ago.
 */
export async function tokenOfSignedInUser(
  root: Root,
  { merchant, seal, origin }: { merchant: Merchant; seal: string; origin: string },
): Promise<Issued | null> {
  const text = root.secrets.open('user-sign-in', seal);
  const signIn = text === null ? null : userSignInIn(text);
  if (signIn === null || signIn.merchantId !== merchant.id) return null;
  if (isOver(signIn, USER_SIGN_IN_SECONDS, root.now())) return null;
  return createUserToken(asHost(root, merchant), { openid: signIn.openid, origin });
}

/** Whether visitors may simply say who they are: at merchants that are for trying out and have no login of their own. */
export const mayPickUser = ({ isSandbox, loginUrl }: Pick<Merchant, 'isSandbox' | 'loginUrl'>): boolean =>
  isSandbox && loginUrl === null;

/**
 * A sign-in of this browser whose user may be picked.
 * @throws UnauthenticatedError, NotAllowedError where nobody may pick
 */
export async function getPickableSignIn(
  root: Root,
  brought: { state: string; browser: string | null },
): Promise<UnderWay> {
  const underWay = await getUserSignIn(root, brought);
  assertMayPickUser(underWay.merchant);
  return underWay;
}

function assertMayPickUser(merchant: Merchant): void {
  if (!mayPickUser(merchant)) throw new NotAllowedError('Users of this merchant are known by its own login');
}

/**
 * The token of a user whom a visitor has picked, as a merchant's login would send it back.
 * @throws NotAllowedError where nobody may pick, InvalidInputError when it is no openid
 */
export function tokenOfPickedUser(
  root: Root,
  { merchant, openid }: { merchant: Merchant; openid: string },
): Promise<Issued> {
  assertMayPickUser(merchant);
  return createUserToken(asHost(root, merchant), { openid, ttlSeconds: RETURN_TOKEN_SECONDS });
}

/** The server itself, as host of the merchant's pages. */
const asHost = (root: Root, { id: merchantId }: Merchant) => ({
  ...root,
  actor: { kind: 'operator', id: 'hosted-pages', merchantId } as const,
});
