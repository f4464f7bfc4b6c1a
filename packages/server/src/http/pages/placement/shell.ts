import { type PlacementPage, settingsOf, textSetting } from '../../../domain/placements/index.ts';
import { storeNameOf } from '../../../domain/stores/index.ts';
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
import { placementTexts } from './texts.ts';

export type PlacementShell = {
  tag: LanguageTag;
  page: PlacementPage;
  /** What claims carry where the placement says nothing. */
  channel: string | null;
  /** The faces of its cards for the SDK, in their order; null: the SDK asks. */
  faces: readonly unknown[];
  preview: CardPreview | null;
  sdk: SdkTag;
  pickerUrl: string | null;
};

/** `/p/<token>`: what the kind of the placement shows, and the element that claims. */
export function placementShell(shell: PlacementShell): string {
  const { tag, page, sdk, preview, pickerUrl } = shell;
  const intro = introOf(shell);
  const [one, ...others] = page.cards;
  const isOne = one !== undefined && others.length === 0;
  const used = page.status === 'USED' ? html`<p class="note used">${placementTexts(tag).USED}</p>` : null;
  const terms: CardTerms | null = isOne ? one.card : null;
  return pageDocument({
    tag,
    title: preview === null ? titleOf(shell) : `${preview.title} · ${preview.brandName}`,
    head: html`<meta name="robots" content="noindex">${preview === null ? null : previewTags(preview)}<link rel="stylesheet" href="/assets/pages.css">${sdkTags(sdk)}`,
    body: html`<main class="narrow claim">${intro}${used}${isOne ? oneCard(shell, intro !== null) : cardList(shell)}${noScript(tag)}${termsOf(terms, tag)}${walletLink(page.merchant.appId, tag)}${pickerOf(pickerUrl, tag)}</main>`,
  });
}

function oneCard({ tag, page, faces, channel }: PlacementShell, hasHeading: boolean): Html {
  const [entry] = page.cards;
  if (entry === undefined) return html``;
  const { card } = entry;
  const [face] = faces;
  const level = hasHeading ? 2 : 1;
  return html`<kq-claim card-id="${card.id}" placement="${page.placement.token}" locale="${tag}" theme="auto" heading-level="${level}"${channelAttribute(channel)}>${face ? dataScript(face) : null}<section class="notice">${headingOf(level, card.title)}<p>${card.brandName}</p><p class="note">${couponTexts(tag).needsNewer}</p></section></kq-claim>`;
}

const headingOf = (level: 1 | 2, text: string): Html => (level === 1 ? html`<h1>${text}</h1>` : html`<h2>${text}</h2>`);

function cardList({ tag, page, faces, channel }: PlacementShell): Html {
  const items = page.cards.map(({ card, thumbUrl }, index) => ({
    cardId: card.id,
    thumbUrl,
    initial: faces[index] ?? null,
  }));
  const rows = page.cards.map(({ card }) => html`<li class="cell">${card.title}<span>${card.brandName}</span></li>`);
  return html`<kq-claim-list placement="${page.placement.token}" mode="all" locale="${tag}" theme="auto" heading-level="2"${channelAttribute(channel)}>${dataScript({ items })}<ul class="cells">${rows}</ul><p class="note">${couponTexts(tag).needsNewer}</p></kq-claim-list>`;
}

const channelAttribute = (channel: string | null): Html | null =>
  channel === null ? null : html` channel="${channel}"`;

/** The page's own title, for a tab and its first heading. */
function titleOf({ tag, page }: PlacementShell): string {
  const texts = placementTexts(tag);
  const settings = settingsOf(page.placement);
  const { store } = page;
  const ofStore = store === null ? null : storeNameOf(store);
  const titles: Readonly<Record<PlacementPage['placement']['kind'], string | null>> = {
    SHELF: textSetting(settings, 'title'),
    MENU: textSetting(settings, 'label'),
    WIFI: `${texts.wifi} ${textSetting(settings, 'ssid') ?? ''}`,
    BEACON: ofStore ?? texts.beacon,
    NEARBY: ofStore,
    QR_CODE: null,
    ARTICLE: null,
    BROADCAST: null,
    KEYWORD_REPLY: null,
  };
  return titles[page.placement.kind] ?? texts.title;
}

/** What stands above the coupons; null: one coupon, which has a heading of its own. */
function introOf(shell: PlacementShell): Html | null {
  const { page } = shell;
  const { kind } = page.placement;
  const isPlain = kind === 'QR_CODE' || kind === 'ARTICLE' || kind === 'BROADCAST' || kind === 'KEYWORD_REPLY';
  if (isPlain && page.cards.length === 1) return null;
  const banner = textSetting(settingsOf(page.placement), 'bannerUrl');
  return html`${banner === null ? null : html`<img class="banner" src="${banner}" alt="">`}<h1>${titleOf(shell)}</h1>${storeOf(shell)}`;
}

function storeOf({ page: { store, placement }, tag }: PlacementShell): Html | null {
  if (store === null) return null;
  const texts = placementTexts(tag);
  const isHeading = placement.kind === 'NEARBY' || placement.kind === 'BEACON';
  const [photo] = store.photoUrls;
  const address = [...new Set([store.province, store.city, store.district ?? '', store.address])].join(' ');
  return html`<section class="store">${photo === undefined || placement.kind !== 'NEARBY' ? null : html`<img src="${photo}" alt="">`}${isHeading ? null : html`<strong>${storeNameOf(store)}</strong>`}<address>${address}</address>
<dl>${store.openTime === null ? null : html`<div><dt>${texts.hours}</dt><dd>${store.openTime}</dd></div>`}<div><dt>${texts.phone}</dt><dd><a href="tel:${store.telephone.replace(/[^+\d-]/g, '')}">${store.telephone}</a></dd></div></dl></section>`;
}
