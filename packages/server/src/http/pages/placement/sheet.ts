import { shownConditionsOf } from '../../../domain/cards/index.ts';
import { dayOf, lastDayOf } from '../../../domain/kit/time.ts';
import { type PlacementPage, settingsOf, textSetting } from '../../../domain/placements/index.ts';
import { storeNameOf } from '../../../domain/stores/index.ts';
import { pageDocument } from '../document.ts';
import { html, type Html } from '../html.ts';
import type { LanguageTag } from '../language.ts';
import { placementTexts } from './texts.ts';

export type SheetSize = 'a4' | 'a6';

type Card = PlacementPage['cards'][number]['card'];
type Sheet = { tag: LanguageTag; page: PlacementPage; size: SheetSize };

const SIZES = ['a4', 'a6'] as const;

/** `/p/<token>/print`: what is put up at the door or on a table: the code, what it gives, and how to get it. */
export function sheetPage(sheet: Sheet): string {
  const { tag, page, size } = sheet;
  const texts = placementTexts(tag);
  const names = { a4: texts.bigSheet, a6: texts.smallSheet };
  const sizes = SIZES.map((one) =>
    one === size
      ? html`<strong aria-current="page">${names[one]}</strong>`
      : html`<a href="/p/${page.placement.token}/print?${new URLSearchParams({ size: one, lang: tag }).toString()}">${names[one]}</a>`,
  );
  return pageDocument({
    tag,
    title: `${texts.printTitle} · ${headlineOf(sheet)}`,
    head: html`<meta name="robots" content="noindex"><link rel="stylesheet" href="/assets/print.css"><script defer src="/assets/print.js"></script>`,
    body: html`<nav class="tools">${sizes}<button type="button" class="button" id="print">${texts.print}</button></nav><main class="sheet ${size}">${contentOf(sheet)}</main>`,
  });
}

function headlineOf({ tag, page }: Sheet): string {
  const [one, ...others] = page.cards;
  const title = textSetting(settingsOf(page.placement), 'title') ?? textSetting(settingsOf(page.placement), 'label');
  return title ?? (one !== undefined && others.length === 0 ? one.card.title : placementTexts(tag).title);
}

function contentOf(sheet: Sheet): Html {
  const { page, tag } = sheet;
  const texts = placementTexts(tag);
  const [one] = page.cards;
  // A sheet of several brands is the merchant's.
  const isOneBrand = one !== undefined && page.cards.every(({ card }) => card.brandName === one.card.brandName);
  const brand = isOneBrand ? one.card.brandName : page.merchant.name;
  const logo = isOneBrand ? html`<img class="logo" src="${one.card.logoUrl}" alt="">` : null;
  const steps = [texts.step1, texts.step2, texts.step3].map((step) => html`<li>${step}</li>`);
  return html`<header>${logo}<span>${brand}</span></header><h1>${headlineOf(sheet)}</h1>${couponsOf(sheet)}
<figure><img src="/p/${page.placement.token}/qr.svg" alt="" width="430" height="430"><figcaption>${texts.scan}</figcaption></figure>
<ol class="steps">${steps}</ol><footer>${footerOf(sheet)}</footer>`;
}

/** One coupon tells its conditions, several tell their names. */
function couponsOf({ page, tag }: Sheet): Html {
  const [one, ...others] = page.cards;
  if (one === undefined) return html``;
  if (others.length > 0)
    return html`<ul class="coupons">${page.cards.map(({ card }) => html`<li>${card.title}</li>`)}</ul>`;
  const { card } = one;
  const { objectUseFor, acceptCategory } = shownConditionsOf(card);
  const words = [card.subTitle, objectUseFor, acceptCategory].filter((word) => word !== null && word !== '');
  const lines = [...words, ...validityOf(card, { tag, timeZone: page.merchant.timeZone })];
  return html`<div class="conditions">${lines.map((line) => html`<p>${line}</p>`)}</div>`;
}

type Place = { tag: LanguageTag; timeZone: string };

/** When what is claimed is good; nothing of what is good for ever. */
function validityOf({ validFrom, validUntil, termDays, termStartDays }: Card, { tag, timeZone }: Place): string[] {
  const texts = placementTexts(tag);
  const last = validUntil === null ? null : lastDayOf(validUntil, timeZone);
  if (validFrom !== null && last !== null) return [`${texts.validity} ${dayOf(validFrom, timeZone)} – ${last}`];
  if (termDays === null) return [];
  const begin = termStartDays ? [texts.termBegin.replace('{days}', String(termStartDays))] : [];
  const end = last === null ? [] : [`${texts.termEnd} ${last}`];
  return [[...begin, texts.term.replace('{days}', String(termDays)), ...end].join(' · ')];
}

function footerOf({ page, tag }: Sheet): Html {
  const texts = placementTexts(tag);
  const { placement, store, merchant } = page;
  const { expiresAt } = placement;
  const where = store === null ? null : html`<p>${storeNameOf(store)} · ${store.telephone}</p>`;
  const until = expiresAt === null ? null : html`<p>${texts.until} ${lastDayOf(expiresAt, merchant.timeZone)}</p>`;
  const isOnce = placement.kind === 'QR_CODE' && page.isSingleUse;
  return html`${where}${isOnce ? html`<p>${texts.once}</p>` : null}${until}`;
}
