import { beginUserSignIn, type Root } from '../../domain/access/index.ts';
import { InvalidInputError } from '../../domain/kit/errors.ts';
import { findMerchantByAppId } from '../../domain/merchants/index.ts';
import { methodNotAllowed } from '../door-refusal.ts';
import type { Exchange } from '../exchange.ts';
import { ownOriginOf } from '../own-page.ts';
import { replyNotice } from '../pages/notice.ts';
import { replyNothing } from '../reply.ts';
import { rememberBrowser } from './cookies.ts';
import { languageOf } from './texts.ts';
import { signInAddressOf } from './ways.ts';

/** `GET /identity/sign-in?appId=&return_to=`: sends the browser to where its user is known. */
export async function beginSignIn(exchange: Exchange, root: Root): Promise<void> {
  const { req, url } = exchange;
  if (req.method !== 'GET') throw methodNotAllowed('GET');
  const { tag, texts } = languageOf(exchange);
  const merchant = await findMerchantByAppId(root, url.searchParams.get('appId') ?? '');
  if (merchant === null)
    return replyNotice(exchange, 404, { tag, title: texts.noMerchantTitle, text: texts.noMerchant });
  exchange.facts.merchantId = merchant.id;
  const returnUrl = `${ownOriginOf(exchange.req, root.publicUrl)}/identity/return`;
  const returnTo = url.searchParams.get('return_to') ?? '';
  const state = await stateOf(root, { merchant, returnTo, browser: rememberBrowser(exchange, root) });
  if (state === null) return replyNotice(exchange, 400, { tag, title: texts.badReturnTitle, text: texts.badReturn });
  const address = signInAddressOf(merchant, { state, returnUrl });
  if (address === null) return replyNotice(exchange, 404, { tag, title: texts.noLoginTitle, text: texts.noLogin });
  replyNothing(exchange, 302, { Location: address, 'Cache-Control': 'no-store' });
}

type Begin = Parameters<typeof beginUserSignIn>[1];

/** Null when the link leads nowhere afterwards, or where it may not. */
async function stateOf(root: Root, begin: Begin): Promise<string | null> {
  if (begin.returnTo === '') return null;
  try {
    return await beginUserSignIn(root, begin);
  } catch (error) {
    if (error instanceof InvalidInputError) return null;
    throw error;
  }
}
