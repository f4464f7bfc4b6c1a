import {
  type CardPreview,
  type CardTerms,
  couponTexts,
  dataScript,
  noScript,
  pickerOf,
  previewTags,
  type SdkTag,
  sdkTags,
  termsOf,
  walletLink,
} from '../coupon-parts.ts';
import { pageDocument } from '../document.ts';
import { html, type Html } from '../html.ts';
import type { LanguageTag } from '../language.ts';
import { claimTexts } from './texts.ts';

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
  /** Whose wallet the code lies in afterwards; null: nothing is claimed here. */
  appId: string | null;
  /** Where a visitor of a merchant that is for trying out becomes another user; null: users are who they are. */
  pickerUrl: string | null;
  notice: 'unknown' | 'closed' | 'unready' | null;
};

/** `/c/<card id>`: the shell around `<kq-claim>`. */
export function claimShell(shell: ClaimShell): string {
  const { tag, preview } = shell;
  return pageDocument({
    tag,
    title: preview === null ? titleOf(shell) : `${preview.title} · ${preview.brandName}`,
    head: html`${previewTags(preview)}<link rel="stylesheet" href="/assets/pages.css">${sdkTags(shell.sdk)}`,
    body: html`<main class="narrow claim">${element(shell)}${shell.notice === null ? noScript(tag) : null}${termsOf(shell.terms, tag)}${shell.appId === null ? null : walletLink(shell.appId, tag)}${pickerOf(shell.pickerUrl, tag)}</main>`,
  });
}

function titleOf({ notice, tag }: ClaimShell): string {
  if (notice === 'unknown') return claimTexts(tag).unknownTitle;
  return notice === 'closed' ? couponTexts(tag).closedTitle : claimTexts(tag).title;
}

/** What stands inside shows where the element never comes to life. */
function element(shell: ClaimShell): Html {
  const { tag, cardId, channel, notice, initial } = shell;
  const said = channel === null ? null : html` channel="${channel}"`;
  const data = initial === null ? null : dataScript(initial);
  const words = notice === null ? asideOf(shell) : noticeOf(shell, notice);
  return html`<kq-claim card-id="${cardId}" locale="${tag}" theme="auto" heading-level="1"${said}>${data}${words}</kq-claim>`;
}

const asideOf = ({ preview, tag }: ClaimShell): Html =>
  html`<section class="notice"><h1>${preview?.title ?? claimTexts(tag).title}</h1><p>${preview?.brandName ?? null}</p>
<p class="note">${couponTexts(tag).needsNewer}</p></section>`;

const noticeOf = (shell: ClaimShell, notice: NonNullable<ClaimShell['notice']>): Html => {
  const texts = { ...couponTexts(shell.tag), ...claimTexts(shell.tag) };
  return html`<section class="notice"><h1>${titleOf(shell)}</h1><p>${texts[notice]}</p></section>`;
};
