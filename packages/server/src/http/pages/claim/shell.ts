import { pageDocument } from '../document.ts';
import { html, type Html } from '../html.ts';
import type { LanguageTag } from '../language.ts';
import { claimTexts, type ClaimTexts } from './texts.ts';

/** What the page says of a card before any script has run: to people who share it, to search engines. */
export type CardPreview = { title: string; brandName: string; text: string; imageUrl: string; pageUrl: string };

/** How the coupon is used, in the merchant's words. */
export type CardTerms = { notice: string; description: string; servicePhone: string | null };

/** What the SDK is told by the attributes of its script. */
export type SdkTag = { script: string; styles: readonly string[]; endpoint: string; key: string; tokenUrl: string };

export type ClaimShell = {
  tag: LanguageTag;
  /** As the address names it, whatever that is. */
  cardId: string;
  channel: string | null;
  preview: CardPreview | null;
  terms: CardTerms | null;
  /** The card's face for the SDK; null: the SDK asks for it. */
  initial: unknown;
  /** Null: there is nothing that a script could do here, and `notice` says why. */
  sdk: SdkTag | null;
  /** Where a visitor of a merchant that is for trying out becomes another user; null: users are who they are. */
  pickerUrl: string | null;
  notice: 'unknown' | 'closed' | 'unready' | null;
};

/** `/c/<card id>`: the shell around `<kq-claim>`. */
export function claimShell(shell: ClaimShell): string {
  const { tag, preview } = shell;
  const texts = claimTexts(tag);
  return pageDocument({
    tag,
    title: preview === null ? titleOf(shell, texts) : `${preview.title} · ${preview.brandName}`,
    head: html`${previewTags(preview)}<link rel="stylesheet" href="/assets/pages.css">${sdkTags(shell.sdk)}`,
    body: html`<main class="narrow claim">${element(shell, texts)}${shell.notice === null ? noScript(texts) : null}${termsOf(shell.terms, texts)}${pickerOf(shell, texts)}</main>`,
  });
}

function termsOf(terms: CardTerms | null, texts: ClaimTexts): Html | null {
  if (terms === null) return null;
  const { notice, description, servicePhone } = terms;
  const phone =
    servicePhone === null
      ? null
      : html`<dt>${texts.phone}</dt><dd><a href="tel:${servicePhone.replace(/[^+\d-]/g, '')}">${servicePhone}</a></dd>`;
  return html`<section class="terms"><h2>${texts.terms}</h2><dl><dt>${texts.notice}</dt><dd>${notice}</dd>
<dt>${texts.description}</dt><dd>${description}</dd>${phone}</dl></section>`;
}

const pickerOf = ({ pickerUrl }: ClaimShell, texts: ClaimTexts): Html | null =>
  pickerUrl === null ? null : html`<p class="note"><a href="${pickerUrl}">${texts.otherUser}</a></p>`;

const noScript = ({ needsScript }: ClaimTexts): Html => html`<noscript><p class="note">${needsScript}</p></noscript>`;

function titleOf({ notice }: ClaimShell, texts: ClaimTexts): string {
  if (notice === 'unknown') return texts.unknownTitle;
  return notice === 'closed' ? texts.closedTitle : texts.title;
}

function previewTags(preview: CardPreview | null): Html {
  if (preview === null) return html`<meta name="robots" content="noindex">`;
  const { title, brandName, text, imageUrl, pageUrl } = preview;
  return html`<meta name="description" content="${text}"><meta name="format-detection" content="telephone=no">
<meta property="og:type" content="website"><meta property="og:site_name" content="${brandName}">
<meta property="og:title" content="${title}"><meta property="og:description" content="${text}">
<meta property="og:image" content="${imageUrl}"><meta property="og:url" content="${pageUrl}">`;
}

function sdkTags(sdk: SdkTag | null): Html | null {
  if (sdk === null) return null;
  const styles = sdk.styles.map((href) => html`<link rel="stylesheet" href="${href}">`);
  return html`${styles}<script defer src="${sdk.script}" data-endpoint="${sdk.endpoint}" data-key="${sdk.key}" data-token-url="${sdk.tokenUrl}"></script>`;
}

/** What stands inside shows where the element never comes to life. */
function element(shell: ClaimShell, texts: ClaimTexts): Html {
  const { tag, cardId, channel, notice, initial, preview } = shell;
  const said = channel === null ? null : html` channel="${channel}"`;
  const data = initial === null ? null : html`<script type="application/json">${jsonIn(initial)}</script>`;
  const words = notice === null ? asideOf(preview, texts) : noticeOf(notice, texts);
  return html`<kq-claim card-id="${cardId}" locale="${tag}" theme="auto" heading-level="1"${said}>${data}${words}</kq-claim>`;
}

const asideOf = (preview: CardPreview | null, texts: ClaimTexts): Html =>
  html`<section class="notice"><h1>${preview?.title ?? texts.title}</h1><p>${preview?.brandName ?? null}</p>
<p class="note">${texts.needsNewer}</p></section>`;

const noticeOf = (notice: NonNullable<ClaimShell['notice']>, texts: ClaimTexts): Html => {
  const title = { unknown: texts.unknownTitle, closed: texts.closedTitle, unready: texts.title }[notice];
  return html`<section class="notice"><h1>${title}</h1><p>${texts[notice]}</p></section>`;
};

/** Data inside markup: without a `<` nothing in it can end the element or begin another. */
const jsonIn = (value: unknown): Html => ({ html: JSON.stringify(value).replaceAll('<', '\\u003c') });
