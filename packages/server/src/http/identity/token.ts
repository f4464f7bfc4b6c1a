import { type Root, tokenOfSignedInUser } from '../../domain/access/index.ts';
import { findMerchantByAppId } from '../../domain/merchants/index.ts';
import { DoorRefusal, methodNotAllowed } from '../door-refusal.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import { assertOwnPage, ownOriginOf } from '../own-page.ts';
import { replyJson, replyNothing } from '../reply.ts';
import { forgetUser, userSealOf } from './cookies.ts';

/** `/identity/token?appId=`: our own pages ask here for a user token (GET), and sign their user out (DELETE). */
export async function userToken(exchange: Exchange, root: Root): Promise<void> {
  const { req, url } = exchange;
  if (req.method !== 'GET' && req.method !== 'DELETE') throw methodNotAllowed('GET, DELETE');
  assertAskedByPage(exchange, root);
  const merchant = await findMerchantByAppId(root, url.searchParams.get('appId') ?? '');
  if (merchant === null) throw new DoorRefusal(404, 'NOT_FOUND', 'No such merchant');
  exchange.facts.merchantId = merchant.id;
  if (req.method === 'DELETE') {
    forgetUser(exchange, root, merchant.appId);
    return replyNothing(exchange, 204, { 'Cache-Control': 'no-store' });
  }
  const seal = userSealOf(exchange, merchant.appId);
  const origin = ownOriginOf(exchange.req, root.publicUrl);
  const issued = seal === null ? null : await tokenOfSignedInUser(root, { merchant, seal, origin });
  if (issued !== null) return replyJson(exchange, 200, issued);
  const signInUrl = `/identity/sign-in?${new URLSearchParams({ appId: merchant.appId })}`;
  // Not 401: nothing has failed, and browsers write failures into the page's console.
  replyJson(exchange, 200, { token: null, code: 'SIGN_IN_REQUIRED', signInUrl });
}

/** A token must never be lying open: not on another site's page, and not in a tab that somebody opened. */
function assertAskedByPage(exchange: Exchange, root: Root): void {
  const message = 'User tokens are handed to our own pages only';
  assertOwnPage(exchange.req, root.publicUrl, message);
  if (headerOf(exchange.req, 'sec-fetch-site') === 'none') throw new DoorRefusal(403, 'FORBIDDEN', message);
}
