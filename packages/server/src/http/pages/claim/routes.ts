import type { Root } from '../../../domain/access/index.ts';
import { findPublicCard } from '../../../domain/cards/index.ts';
import { type Exchange, headerOf } from '../../exchange.ts';
import { ASK_FIRST, assertRead, pathBelow } from '../../files/reply-file.ts';
import type { ServedSdk } from '../../files/sdk.ts';
import { reply } from '../../reply.ts';
import { below, type Route } from '../../routes.ts';
import { channelIn, hostedSdk, pickerUrlOf } from '../hosted-sdk.ts';
import { languageTagOf } from '../language.ts';
import { scriptPagePolicy } from '../policy.ts';
import { claimShell, type ClaimShell } from './shell.ts';

export type ClaimPageOptions = {
  root: Root;
  sdk: ServedSdk;
  /** The faces of cards as the SDK would ask for them, in the order asked; null where one can't be had. */
  readFaces: (cards: { ids: readonly string[]; merchantId: string }) => Promise<readonly unknown[]>;
};

type Card = NonNullable<Awaited<ReturnType<typeof findPublicCard>>>;

const SCRIPT = 'claim.js';

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
  reply(exchange, 200, claimShell({ tag, cardId, channel: channelIn(url), ...parts }), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': tag,
    'Cache-Control': ASK_FIRST,
    'Content-Security-Policy': scriptPagePolicy({ images }),
    // The SDK reads cards by GET, which tells where it comes from by Referer alone.
    'Referrer-Policy': 'same-origin',
    Vary: 'Accept-Language',
  });
}

type Parts = Pick<ClaimShell, 'preview' | 'terms' | 'initial' | 'sdk' | 'appId' | 'pickerUrl' | 'notice'>;

const EMPTY: Omit<Parts, 'notice'> = {
  preview: null,
  terms: null,
  initial: null,
  sdk: null,
  appId: null,
  pickerUrl: null,
};

async function partsOf(exchange: Exchange, { root, sdk, readFaces }: ClaimPageOptions, card: Card): Promise<Parts> {
  const tag = await hostedSdk(exchange, { root, sdk, merchant: card.merchant, script: SCRIPT });
  if (tag === 'closed') return { ...EMPTY, notice: 'closed' };
  const preview = {
    title: card.title,
    brandName: card.brandName,
    text: card.subTitle ?? card.notice,
    imageUrl: card.logoUrl,
    pageUrl: `${root.publicUrl}/c/${card.id}`,
  };
  if (tag === 'unready') return { ...EMPTY, preview, notice: 'unready' };
  const { notice, description, servicePhone } = card;
  const terms = { notice, description, servicePhone };
  const pickerUrl = pickerUrlOf(card.merchant, `/c/${card.id}`);
  const [initial = null] = await readFaces({ ids: [card.id], merchantId: card.merchantId });
  const { appId } = card.merchant;
  return { preview, terms, initial, sdk: tag, appId, pickerUrl, notice: null };
}
