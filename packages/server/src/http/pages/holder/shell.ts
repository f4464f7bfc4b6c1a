import {
  type CardPreview,
  pickerOf,
  previewTags,
  type SdkTag,
  sdkTags,
  walletLink,
  walletPathOf,
} from '../coupon-parts.ts';
import { pageDocument } from '../document.ts';
import { html, type Html } from '../html.ts';
import type { LanguageTag } from '../language.ts';
import { holderTexts } from './texts.ts';

/** What the page is about. */
export type HolderView =
  | { page: 'wallet' }
  | { page: 'coupon'; codeId: string }
  | { page: 'gift'; token: string; preview: CardPreview };

export type HolderShell = {
  tag: LanguageTag;
  appId: string;
  merchantName: string;
  view: HolderView;
  sdk: SdkTag;
  pickerUrl: string | null;
};

/** `/w/<app id>`, `/w/<app id>/<code id>`, `/g/<token>`: shells around `<kq-wallet>`, `<kq-coupon>` and `<kq-gift>`. */
export function holderShell({ tag, appId, merchantName, view, sdk, pickerUrl }: HolderShell): string {
  const texts = holderTexts(tag);
  const title = view.page === 'gift' ? view.preview.title : texts[view.page];
  const isWallet = view.page === 'wallet';
  return pageDocument({
    tag,
    title: `${title} · ${merchantName}`,
    head: html`<meta name="robots" content="noindex">${view.page === 'gift' ? previewTags(view.preview) : null}<link rel="stylesheet" href="/assets/pages.css">${sdkTags(sdk)}`,
    body: html`<main class="narrow claim">${isWallet ? html`<h1>${texts.wallet}</h1>` : null}${element(view, tag, appId)}<noscript><p class="note">${texts.needsScript}</p></noscript>${isWallet ? null : walletLink(appId, tag)}${pickerOf(pickerUrl, tag)}</main>`,
  });
}

/** What stands inside shows where the element never comes to life. */
function element(view: HolderView, tag: LanguageTag, appId: string): Html {
  const texts = holderTexts(tag);
  const look = html` locale="${tag}" theme="auto"`;
  const codeUrl = `${walletPathOf(appId)}/{id}`;
  const aside = html`<section class="notice"><p class="note">${texts.needsNewer}</p></section>`;
  if (view.page === 'wallet') return html`<kq-wallet code-url="${codeUrl}"${look}>${aside}</kq-wallet>`;
  if (view.page === 'coupon')
    return html`<kq-coupon code-id="${view.codeId}" heading-level="1"${look}>${aside}</kq-coupon>`;
  return html`<kq-gift token="${view.token}" code-url="${codeUrl}" heading-level="1"${look}>${aside}</kq-gift>`;
}
