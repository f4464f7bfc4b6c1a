import { join } from 'node:path';
import type { Root } from '../../domain/access/index.ts';
import { findMerchantByAppId } from '../../domain/merchants/index.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import { ownOriginOf } from '../own-page.ts';
import { walletPathOf } from '../pages/coupon-parts.ts';
import { escaped } from '../pages/html.ts';
import { languageTagOf } from '../pages/language.ts';
import { replyNotice } from '../pages/notice.ts';
import { scriptPagePolicy } from '../pages/policy.ts';
import { reply, replyNothing } from '../reply.ts';
import { below, type Route } from '../routes.ts';
import { type BuiltFolder, openBuiltFolder } from './built-folder.ts';
import { ASK_FIRST, assertRead, pathBelow, replyFile } from './reply-file.ts';
import { noticeIn } from './texts.ts';

/** The merchant that the demo shop belongs to. */
export type ShopMerchant = {
  appId: string;
  publishableKey: string;
  /** Ids of its cards by external id. */
  cards: Readonly<Record<string, string>>;
};

export type ShopOptions = {
  root: Root;
  installation: string;
  sdkAddress: string;
  /** Null: this installation has no sandbox. */
  merchant: () => ShopMerchant | null;
};

/** `/demo/…`: the H5 shop of the first sandbox merchant, with the keys and cards of that merchant filled in. */
export function createShopRoute(options: ShopOptions): Route {
  const files = openBuiltFolder(join(options.installation, 'packages/demo/dist/shop'));
  return below('/demo', (exchange) => serveShop(exchange, options, files));
}

async function serveShop(exchange: Exchange, options: ShopOptions, files: BuiltFolder): Promise<void> {
  assertRead(exchange);
  if (exchange.url.pathname === '/demo')
    return replyNothing(exchange, 308, { Location: `/demo/${exchange.url.search}` });
  const merchant = options.merchant();
  const tag = languageTagOf(headerOf(exchange.req, 'accept-language'));
  if (merchant === null) return replyNotice(exchange, 404, noticeIn(tag, 'shopClosed'));
  if (!(await files.isBuilt())) return replyNotice(exchange, 404, noticeIn(tag, 'shopNotBuilt'));
  const path = (pathBelow(exchange, '/demo') ?? '').replace(/(^|\/)$/, '$1index.html');
  const file = await files.find(path);
  if (file === null) return replyNotice(exchange, 404, noticeIn(tag, 'nothingHere'));
  if (!path.endsWith('.html')) return replyFile(exchange, file, { 'Cache-Control': ASK_FIRST });
  const values = valuesFor(exchange, options, merchant);
  reply(exchange, 200, filled(file.bytes.toString('utf8'), values), {
    'Content-Type': file.type,
    'Cache-Control': ASK_FIRST,
    'Content-Security-Policy': await policyFor(options.root, merchant),
    // The SDK reads cards by GET, which tells where it comes from by Referer alone.
    'Referrer-Policy': 'same-origin',
  });
}

async function policyFor(root: Root, { appId }: ShopMerchant): Promise<string> {
  const merchant = await findMerchantByAppId(root, appId);
  return scriptPagePolicy({ images: [new URL(root.publicUrl).origin, ...(merchant?.imageHosts ?? [])] });
}

type Values = (name: string) => string;

function valuesFor(exchange: Exchange, { root, sdkAddress }: ShopOptions, merchant: ShopMerchant): Values {
  const fixed = new Map([
    ['endpoint', `${ownOriginOf(exchange.req, root.publicUrl)}/graphql`],
    ['publishableKey', merchant.publishableKey],
    ['tokenUrl', `/identity/token?${new URLSearchParams({ appId: merchant.appId })}`],
    ['pickerUrl', `/identity/sign-in?${new URLSearchParams({ appId: merchant.appId, return_to: '/demo/' })}`],
    ['walletUrl', walletPathOf(merchant.appId)],
    ['sdkBase', sdkAddress],
  ]);
  const cards = new Map(Object.entries(merchant.cards));
  return (name) => fixed.get(name) ?? cards.get(name.replace(/^card:/, '')) ?? '';
}

/** Puts values in place of `{{name}}`. They stand in attributes or as text, so they are escaped. */
const filled = (page: string, value: Values): string =>
  page.replace(/\{\{([A-Za-z]+(?::[\w-]+)?)\}\}/g, (_all, name: string) => escaped(value(name)));
