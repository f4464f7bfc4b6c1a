import { ensureHostedKey, mayPickUser, type Root } from '../../../domain/access/index.ts';
import { findPublicCard } from '../../../domain/cards/index.ts';
import { isPlainText, byteLength } from '../../../domain/kit/text.ts';
import { type Exchange, headerOf } from '../../exchange.ts';
import { ASK_FIRST, assertRead, pathBelow } from '../../files/reply-file.ts';
import type { ServedSdk } from '../../files/sdk.ts';
import { ownOriginOf } from '../../own-page.ts';
import { reply } from '../../reply.ts';
import { below, type Route } from '../../routes.ts';
import { languageTagOf } from '../language.ts';
import { scriptPagePolicy } from '../policy.ts';
import { claimShell, type ClaimShell, type SdkTag } from './shell.ts';

export type ClaimPageOptions = {
  root: Root;
  sdk: ServedSdk;
  /** The face of a card as the SDK would ask for it; null where it can't be had. */
  readFace: (card: { id: string; merchantId: string }) => Promise<unknown>;
};

type Card = NonNullable<Awaited<ReturnType<typeof findPublicCard>>>;

const SCRIPT = 'claim.js';
/** Reserves the place of an element, so that nothing moves when it comes to life. */
const STYLE = 'reserve.css';
const CHANNEL_BYTES = 128;

/** `/c/<card id>`: the page on which a link ends. It always answers, also for a card that nobody knows. */
export const createClaimPageRoute = (options: ClaimPageOptions): Route =>
  below('/c', (exchange) => showClaimPage(exchange, options));

async function showClaimPage(exchange: Exchange, options: ClaimPageOptions): Promise<void> {
  assertRead(exchange);
  const { req, url } = exchange;
  const { root } = options;
  const tag = languageTagOf(headerOf(req, 'accept-language'), url.searchParams.get('lang'));
  const cardId = pathBelow(exchange, '/c') ?? '';
  const card = await findPublicCard(root, cardId);
  if (card !== null) exchange.facts.merchantId = card.merchantId;
  const parts = card === null ? { ...EMPTY, notice: 'unknown' as const } : await partsOf(exchange, options, card);
  const images = [new URL(root.publicUrl).origin, ...(card?.merchant.imageHosts ?? [])];
  reply(exchange, 200, claimShell({ tag, cardId, channel: channelOf(url), ...parts }), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': tag,
    'Cache-Control': ASK_FIRST,
    'Content-Security-Policy': scriptPagePolicy({ images }),
    // The SDK reads cards by GET, which tells where it comes from by Referer alone.
    'Referrer-Policy': 'same-origin',
    Vary: 'Accept-Language',
  });
}

type Parts = Pick<ClaimShell, 'preview' | 'terms' | 'initial' | 'sdk' | 'pickerUrl' | 'notice'>;

const EMPTY: Omit<Parts, 'notice'> = { preview: null, terms: null, initial: null, sdk: null, pickerUrl: null };

async function partsOf(exchange: Exchange, { root, sdk, readFace }: ClaimPageOptions, card: Card): Promise<Parts> {
  const key = await ensureHostedKey(root, card.merchant);
  const preview = {
    title: card.title,
    brandName: card.brandName,
    text: card.subTitle ?? card.notice,
    imageUrl: card.logoUrl,
    pageUrl: `${root.publicUrl}/c/${card.id}`,
  };
  if (key === null) return { ...EMPTY, notice: 'closed' };
  if ((await sdk.files.find(SCRIPT)) === null) return { ...EMPTY, preview, notice: 'unready' };
  const hasStyle = (await sdk.files.find(STYLE)) !== null;
  const tag: SdkTag = {
    script: `${sdk.address}/${SCRIPT}`,
    styles: hasStyle ? [`${sdk.address}/${STYLE}`] : [],
    endpoint: `${ownOriginOf(exchange.req, root.publicUrl)}/graphql`,
    key,
    tokenUrl: `/identity/token?${new URLSearchParams({ appId: card.merchant.appId })}`,
  };
  const { notice, description, servicePhone } = card;
  const terms = { notice, description, servicePhone };
  const again = new URLSearchParams({ appId: card.merchant.appId, return_to: `/c/${card.id}` });
  const pickerUrl = mayPickUser(card.merchant) ? `/identity/sign-in?${again}` : null;
  return { preview, terms, initial: await readFace(card), sdk: tag, pickerUrl, notice: null };
}

/** Where the link was found (L1); what no claim could carry is left out. */
function channelOf({ searchParams }: URL): string | null {
  const channel = searchParams.get('ch') ?? searchParams.get('outer_str') ?? '';
  const fits = channel !== '' && byteLength(channel) <= CHANNEL_BYTES && isPlainText(channel, 'one-line');
  return fits ? channel : null;
}
