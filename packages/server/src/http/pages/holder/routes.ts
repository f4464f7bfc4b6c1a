import type { Root } from '../../../domain/access/index.ts';
import { findSharedGift, giftUrl } from '../../../domain/gifts/index.ts';
import { findMerchantByAppId } from '../../../domain/merchants/index.ts';
import { type Exchange, headerOf } from '../../exchange.ts';
import { ASK_FIRST, assertRead, pathBelow } from '../../files/reply-file.ts';
import type { ServedSdk } from '../../files/sdk.ts';
import { reply } from '../../reply.ts';
import { below, type Route } from '../../routes.ts';
import { couponTexts } from '../coupon-parts.ts';
import { hostedSdk, pickerUrlOf } from '../hosted-sdk.ts';
import { type LanguageTag, languageTagOf } from '../language.ts';
import { replyNotice } from '../notice.ts';
import { scriptPagePolicy } from '../policy.ts';
import { holderShell, type HolderView } from './shell.ts';
import { holderTexts } from './texts.ts';

export type HolderPageOptions = { root: Root; sdk: ServedSdk };

type Merchant = NonNullable<Awaited<ReturnType<typeof findMerchantByAppId>>>;

/** The pages of who holds codes: the wallet at a merchant, one code in it, and a gift that a friend takes (L7). */
export const createHolderPageRoutes = (options: HolderPageOptions): Route[] => [
  below('/w', (exchange) => showWallet(exchange, options)),
  below('/g', (exchange) => showGift(exchange, options)),
];

const tagOf = ({ req, url }: Exchange): LanguageTag =>
  languageTagOf(headerOf(req, 'accept-language'), url.searchParams.get('lang'));

async function showWallet(exchange: Exchange, options: HolderPageOptions): Promise<void> {
  assertRead(exchange);
  const [appId = '', codeId = '', ...more] = (pathBelow(exchange, '/w') ?? '').split('/');
  const merchant = more.length > 0 ? null : await findMerchantByAppId(options.root, appId);
  const { unknownTitle: title, unknown: text } = holderTexts(tagOf(exchange));
  if (merchant === null) return replyNotice(exchange, 404, { tag: tagOf(exchange), title, text });
  const view: HolderView = codeId === '' ? { page: 'wallet' } : { page: 'coupon', codeId };
  return showPage(exchange, options, { merchant, view, script: 'wallet.js' });
}

async function showGift(exchange: Exchange, options: HolderPageOptions): Promise<void> {
  assertRead(exchange);
  const token = pathBelow(exchange, '/g') ?? '';
  const shared = await findSharedGift(options.root, token);
  const { giftUnknownTitle: title, giftUnknown: text } = holderTexts(tagOf(exchange));
  if (shared === null) return replyNotice(exchange, 404, { tag: tagOf(exchange), title, text });
  const { card, gift, merchant } = shared;
  const preview = {
    title: `${holderTexts(tagOf(exchange)).gift}：${card.title}`,
    brandName: card.brandName,
    text: gift.message ?? card.subTitle ?? card.brandName,
    imageUrl: card.logoUrl,
    pageUrl: giftUrl(options.root.publicUrl, token),
  };
  return showPage(exchange, options, { merchant, view: { page: 'gift', token, preview }, script: 'gift.js' });
}

type Page = { merchant: Merchant; view: HolderView; script: string };

async function showPage(exchange: Exchange, options: HolderPageOptions, page: Page): Promise<void> {
  const { merchant, view, script } = page;
  const { root } = options;
  const tag = tagOf(exchange);
  exchange.facts.merchantId = merchant.id;
  const sdk = await hostedSdk(exchange, { ...options, merchant, script });
  if (sdk === 'closed' || sdk === 'unready') {
    const { closedTitle, ...texts } = couponTexts(tag);
    const title = sdk === 'closed' ? closedTitle : holderTexts(tag)[view.page];
    return replyNotice(exchange, 200, { tag, title, text: texts[sdk] });
  }
  const { appId, name: merchantName } = merchant;
  const pickerUrl = pickerUrlOf(merchant, exchange.url.pathname);
  const images = [new URL(root.publicUrl).origin, ...merchant.imageHosts];
  reply(exchange, 200, holderShell({ tag, appId, merchantName, view, sdk, pickerUrl }), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': tag,
    'Cache-Control': ASK_FIRST,
    'Content-Security-Policy': scriptPagePolicy({ images }),
    // The SDK reads gifts by GET, which tells where it comes from by Referer alone; no address goes to other sites.
    'Referrer-Policy': 'same-origin',
    Vary: 'Accept-Language',
  });
}
