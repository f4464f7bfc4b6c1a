import type { Root } from '../../../domain/access/index.ts';
import { dayOf } from '../../../domain/kit/time.ts';
import {
  findPlacementByToken,
  imageNameOf,
  type PlacementPage,
  placementUrl,
  settingsOf,
} from '../../../domain/placements/index.ts';
import { DoorRefusal } from '../../door-refusal.ts';
import { type Exchange, headerOf } from '../../exchange.ts';
import { ASK_FIRST, assertRead, pathBelow } from '../../files/reply-file.ts';
import type { ServedSdk } from '../../files/sdk.ts';
import { reply } from '../../reply.ts';
import { at, below, type Route } from '../../routes.ts';
import type { CardPreview } from '../coupon-parts.ts';
import { couponTexts } from '../coupon-parts.ts';
import { channelIn, hostedSdk, pickerUrlOf } from '../hosted-sdk.ts';
import { type LanguageTag, languageTagOf } from '../language.ts';
import { replyNotice } from '../notice.ts';
import { scriptPagePolicy } from '../policy.ts';
import {
  createQrImages,
  IMAGE_PIXELS,
  IMAGE_TYPES,
  type ImageFormat,
  type QrImages,
  USUAL_PIXELS,
} from './qr-image.ts';
import { placementShell } from './shell.ts';
import { sheetPage } from './sheet.ts';
import { placementTexts } from './texts.ts';

export type PlacementPageOptions = {
  root: Root;
  sdk: ServedSdk;
  /** The faces of cards as the SDK would ask for them, in the order asked; null where one can't be had. */
  readFaces: (cards: { ids: readonly string[]; merchantId: string }) => Promise<readonly unknown[]>;
  /** Counts one opening of a page (L8). */
  countView: (view: { placementId: string; channel: string | null }) => void;
};

/**
 * `/p/<token>`: the page that a placement leads to (L5), its sheet to print at `/print`, its QR code at
 * `/qr.svg|png|jpg`; and `/cgi-bin/showqrcode?ticket=<token>`, where Weixin's clients ask for the image (contract §3.1).
 */
export function createPlacementPageRoutes(options: PlacementPageOptions): Route[] {
  const door = { ...options, draw: createQrImages() };
  return [
    below('/p', (exchange) => showBelow(exchange, door)),
    at('/cgi-bin/showqrcode', (exchange) =>
      showImage(exchange, door, { token: exchange.url.searchParams.get('ticket') ?? '', format: 'jpg' }),
    ),
  ];
}

type PlacementDoor = PlacementPageOptions & { draw: QrImages };

const tagOf = ({ req, url }: Exchange): LanguageTag =>
  languageTagOf(headerOf(req, 'accept-language'), url.searchParams.get('lang'));

async function showBelow(exchange: Exchange, options: PlacementDoor): Promise<void> {
  assertRead(exchange);
  const [token = '', part, ...more] = (pathBelow(exchange, '/p') ?? '').split('/');
  const image = /^qr\.(svg|png|jpg)$/.exec(part ?? '');
  if (more.length === 0 && image) return showImage(exchange, options, { token, format: formatOf(image[1]) });
  const page = part === undefined || part === 'print' ? await pageOf(exchange, options, token) : null;
  if (page === null || more.length > 0) return replyUnknown(exchange);
  return part === 'print' ? showSheet(exchange, options, page) : showPage(exchange, options, page);
}

const formatOf = (extension: string | undefined): ImageFormat =>
  extension === 'png' || extension === 'jpg' ? extension : 'svg';

async function pageOf(exchange: Exchange, { root }: PlacementDoor, token: string): Promise<PlacementPage | null> {
  const page = await findPlacementByToken(root, token);
  if (page !== null) exchange.facts.merchantId = page.merchant.id;
  return page;
}

function replyUnknown(exchange: Exchange): void {
  const tag = tagOf(exchange);
  const { unknownTitle: title, unknown: text } = placementTexts(tag);
  replyNotice(exchange, 404, { tag, title, text });
}

async function showPage(exchange: Exchange, options: PlacementDoor, page: PlacementPage): Promise<void> {
  const { root, readFaces } = options;
  const { placement, merchant, cards } = page;
  const channel = placement.channel ?? channelIn(exchange.url);
  if (isVisit(exchange)) options.countView({ placementId: placement.id, channel });
  const tag = tagOf(exchange);
  const notice = noticeOf(page, tag);
  if (notice !== null) return replyNotice(exchange, 200, { tag, ...notice });
  const script = cards.length === 1 ? 'claim.js' : 'claim-list.js';
  const sdk = await hostedSdk(exchange, { ...options, merchant, script });
  if (sdk === 'closed' || sdk === 'unready') {
    const { closedTitle, ...texts } = couponTexts(tag);
    const title = sdk === 'closed' ? closedTitle : placementTexts(tag).title;
    return replyNotice(exchange, 200, { tag, title, text: texts[sdk] });
  }
  const faces = await readFaces({ ids: cards.map(({ card }) => card.id), merchantId: merchant.id });
  const pickerUrl = pickerUrlOf(merchant, `/p/${placement.token}`);
  const preview = previewOf(page, root.publicUrl);
  reply(exchange, 200, placementShell({ tag, page, channel, faces, preview, sdk, pickerUrl }), {
    ...pageHeaders(tag),
    'Content-Security-Policy': scriptPagePolicy({ images: imagesOf(page, root.publicUrl) }),
    // The SDK reads cards by GET, which tells where it comes from by Referer alone.
    'Referrer-Policy': 'same-origin',
  });
}

const pageHeaders = (tag: LanguageTag) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Language': tag,
  'Cache-Control': ASK_FIRST,
  Vary: 'Accept-Language',
});

const imagesOf = ({ merchant }: PlacementPage, publicUrl: string): string[] => [
  new URL(publicUrl).origin,
  ...merchant.imageHosts,
];

/** What a browser fetches ahead, or a program asks by HEAD, was not opened by anybody. */
const isVisit = ({ req }: Exchange): boolean =>
  req.method === 'GET' && !/\bprefetch\b/.test(`${headerOf(req, 'sec-purpose')} ${headerOf(req, 'purpose')}`);

/** Why there is nothing to claim; null: there is. Of a used-up placement its claimer still finds the coupon. */
function noticeOf({ status, cards }: PlacementPage, tag: LanguageTag): { title: string; text: string } | null {
  const texts = placementTexts(tag);
  if (status === 'CLOSED') return { title: texts.CLOSEDTitle, text: texts.CLOSED };
  if (status === 'EXPIRED') return { title: texts.EXPIREDTitle, text: texts.EXPIRED };
  return cards.length === 0 ? { title: texts.goneTitle, text: texts.gone } : null;
}

/** What is said where the page is shared; null: its merchant doesn't want a shelf to be. */
function previewOf({ placement, cards }: PlacementPage, publicUrl: string): CardPreview | null {
  const { title, bannerUrl, canShare } = settingsOf(placement);
  const [first] = cards;
  if (first === undefined || (placement.kind === 'SHELF' && canShare !== true)) return null;
  const { card } = first;
  return {
    title: typeof title === 'string' ? title : card.title,
    brandName: card.brandName,
    text: card.subTitle ?? card.notice,
    imageUrl: typeof bannerUrl === 'string' ? bannerUrl : card.logoUrl,
    pageUrl: placementUrl(publicUrl, placement.token),
  };
}

function showSheet(exchange: Exchange, { root }: PlacementDoor, page: PlacementPage): void {
  const tag = tagOf(exchange);
  const { usedTitle, used } = placementTexts(tag);
  // Nothing is put up that hands out nothing any more.
  const notice = page.status === 'USED' ? { title: usedTitle, text: used } : noticeOf(page, tag);
  if (notice !== null) return replyNotice(exchange, 200, { tag, ...notice });
  const size = exchange.url.searchParams.get('size') === 'a6' ? 'a6' : 'a4';
  reply(exchange, 200, sheetPage({ tag, page, size }), {
    ...pageHeaders(tag),
    'Content-Security-Policy': scriptPagePolicy({ images: imagesOf(page, root.publicUrl) }),
  });
}

async function showImage(
  exchange: Exchange,
  options: PlacementDoor,
  { token, format }: { token: string; format: ImageFormat },
): Promise<void> {
  assertRead(exchange);
  const { searchParams } = exchange.url;
  const page = await pageOf(exchange, options, token);
  if (page === null) return replyUnknown(exchange);
  const text = placementUrl(options.root.publicUrl, page.placement.token);
  reply(exchange, 200, await options.draw(text, { format, pixels: pixelsIn(searchParams) }), {
    'Content-Type': IMAGE_TYPES[format],
    'Cache-Control': 'private, max-age=86400',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(searchParams.get('download') === null
      ? {}
      : { 'Content-Disposition': dispositionOf(page, format, tagOf(exchange)) }),
  });
}

/** @throws DoorRefusal 400 */
function pixelsIn(query: URLSearchParams): number {
  const asked = query.get('size');
  if (asked === null || asked === '') return USUAL_PIXELS;
  const pixels = IMAGE_PIXELS.find((one) => String(one) === asked);
  if (pixels === undefined)
    throw new DoorRefusal(400, 'INVALID_INPUT', `size: one of ${IMAGE_PIXELS.join(', ')} pixels`);
  return pixels;
}

/** L6, with a plain name for what reads no UTF-8. */
function dispositionOf({ placement, cards, merchant }: PlacementPage, format: ImageFormat, tag: LanguageTag): string {
  const date = dayOf(placement.createdAt, merchant.timeZone);
  const name = imageNameOf({
    name: placement.name,
    cards: cards.map(({ card }) => card),
    date,
    extension: format,
    language: tag,
  });
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="qr_${date}.${format}"; filename*=UTF-8''${encoded}`;
}
