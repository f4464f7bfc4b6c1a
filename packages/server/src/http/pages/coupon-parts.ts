import { html, type Html } from './html.ts';
import type { LanguageTag } from './language.ts';

/** What the page says of a card before any script has run: to people who share it, to search engines. */
export type CardPreview = { title: string; brandName: string; text: string; imageUrl: string; pageUrl: string };

/** How the coupon is used, in the merchant's words. */
export type CardTerms = { notice: string; description: string; servicePhone: string | null };

/** What the SDK is told by the attributes of its script. */
export type SdkTag = {
  script: string;
  scripts: readonly string[];
  styles: readonly string[];
  endpoint: string;
  key: string;
  tokenUrl: string;
};

const en = {
  terms: 'How to use it',
  notice: 'At the till',
  description: 'Details',
  phone: 'Questions',
  wallet: 'My coupons',
  otherUser: 'Sandbox: try as another user',
  needsScript: 'Claiming needs JavaScript. Please switch it on, or open this page in another browser.',
  needsNewer: 'If no button appears here, please open this page in a newer browser.',
  closed: 'The merchant has closed this page for now. Please ask the merchant.',
  closedTitle: 'This page is closed',
  unready: 'This page is not ready yet: the server has no SDK. Run `npx pnpm --filter @kaquan/sdk build`.',
} as const;

type CouponTexts = Readonly<Record<keyof typeof en, string>>;

const zhCn: CouponTexts = {
  terms: '使用须知',
  notice: '使用提醒',
  description: '详细说明',
  phone: '咨询电话',
  wallet: '我的卡券',
  otherUser: '沙箱：换一位用户试试',
  needsScript: '领取优惠券需要启用 JavaScript。请启用后重试，或换用其他浏览器打开。',
  needsNewer: '如果没有出现领取按钮，请使用更新版本的浏览器打开此页面。',
  closed: '商户暂时关闭了此页面，请咨询商户。',
  closedTitle: '页面已关闭',
  unready: '页面尚未就绪：服务器上没有 SDK。请运行 `npx pnpm --filter @kaquan/sdk build`。',
};

/** What every page says on which coupons are claimed. */
export const couponTexts = (tag: LanguageTag): CouponTexts => (tag === 'zh-CN' ? zhCn : en);

export function termsOf(terms: CardTerms | null, tag: LanguageTag): Html | null {
  if (terms === null) return null;
  const { notice, description, servicePhone } = terms;
  const texts = couponTexts(tag);
  const phone =
    servicePhone === null
      ? null
      : html`<dt>${texts.phone}</dt><dd><a href="tel:${servicePhone.replace(/[^+\d-]/g, '')}">${servicePhone}</a></dd>`;
  return html`<section class="terms"><h2>${texts.terms}</h2><dl><dt>${texts.notice}</dt><dd>${notice}</dd>
<dt>${texts.description}</dt><dd>${description}</dd>${phone}</dl></section>`;
}

/** Where the users of a merchant find their codes. */
export const walletPathOf = (appId: string): string => `/w/${encodeURIComponent(appId)}`;

export const walletLink = (appId: string, tag: LanguageTag): Html =>
  html`<p class="note"><a href="${walletPathOf(appId)}">${couponTexts(tag).wallet}</a></p>`;

/** @param pickerUrl null: users are who they are. */
export const pickerOf = (pickerUrl: string | null, tag: LanguageTag): Html | null =>
  pickerUrl === null ? null : html`<p class="note"><a href="${pickerUrl}">${couponTexts(tag).otherUser}</a></p>`;

export const noScript = (tag: LanguageTag): Html =>
  html`<noscript><p class="note">${couponTexts(tag).needsScript}</p></noscript>`;

export function previewTags(preview: CardPreview | null): Html {
  if (preview === null) return html`<meta name="robots" content="noindex">`;
  const { title, brandName, text, imageUrl, pageUrl } = preview;
  return html`<meta name="description" content="${text}"><meta name="format-detection" content="telephone=no">
<meta property="og:type" content="website"><meta property="og:site_name" content="${brandName}">
<meta property="og:title" content="${title}"><meta property="og:description" content="${text}">
<meta property="og:image" content="${imageUrl}"><meta property="og:url" content="${pageUrl}">`;
}

export function sdkTags(sdk: SdkTag | null): Html | null {
  if (sdk === null) return null;
  const styles = sdk.styles.map((href) => html`<link rel="stylesheet" href="${href}">`);
  const more = sdk.scripts.map((src) => html`<script defer src="${src}"></script>`);
  return html`${styles}<script defer src="${sdk.script}" data-endpoint="${sdk.endpoint}" data-key="${sdk.key}" data-token-url="${sdk.tokenUrl}"></script>${more}`;
}

/** Data inside markup: without a `<` nothing in it can end the element or begin another. */
export const dataScript = (value: unknown): Html => {
  const json: Html = { html: JSON.stringify(value).replaceAll('<', '\\u003c') };
  return html`<script type="application/json">${json}</script>`;
};
