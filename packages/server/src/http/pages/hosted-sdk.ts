import { ensureHostedKey, mayPickUser, type Root } from '../../domain/access/index.ts';
import { isPlainText, byteLength } from '../../domain/kit/text.ts';
import type { Exchange } from '../exchange.ts';
import type { ServedSdk } from '../files/sdk.ts';
import { ownOriginOf } from '../own-page.ts';
import type { SdkTag } from './coupon-parts.ts';

/** The merchant of a page. */
type Hosting = Parameters<typeof ensureHostedKey>[1] & Parameters<typeof mayPickUser>[0] & { appId: string };

type Options = { root: Root; sdk: ServedSdk; merchant: Hosting; script: string };

/** Reserves the place of an element, so that nothing moves when it comes to life. */
const STYLE = 'reserve.css';
/** Passes challenges that a claim may meet. */
const CHALLENGE = 'challenge.js';
const CHANNEL_BYTES = 128;

/**
 * What a page of a merchant tells the SDK. `closed`: the merchant has closed its hosted pages; `unready`: the script
 * was not built.
 */
export async function hostedSdk(
  exchange: Exchange,
  { root, sdk, merchant, script }: Options,
): Promise<SdkTag | 'closed' | 'unready'> {
  const key = await ensureHostedKey(root, merchant);
  if (key === null) return 'closed';
  if ((await sdk.files.find(script)) === null) return 'unready';
  const found = async (file: string): Promise<string[]> =>
    (await sdk.files.find(file)) === null ? [] : [`${sdk.address}/${file}`];
  return {
    script: `${sdk.address}/${script}`,
    scripts: await found(CHALLENGE),
    styles: await found(STYLE),
    endpoint: `${ownOriginOf(exchange.req, root.publicUrl)}/graphql`,
    key,
    tokenUrl: `/identity/token?${new URLSearchParams({ appId: merchant.appId })}`,
  };
}

/** Where a visitor of a merchant that is for trying out becomes another user; null: users are who they are. */
export function pickerUrlOf(merchant: Hosting, returnTo: string): string | null {
  const again = new URLSearchParams({ appId: merchant.appId, return_to: returnTo });
  return mayPickUser(merchant) ? `/identity/sign-in?${again}` : null;
}

/** Where the link was found (L1); what no claim could carry is left out. */
export function channelIn({ searchParams }: URL): string | null {
  const channel = searchParams.get('ch') ?? searchParams.get('outer_str') ?? '';
  const fits = channel !== '' && byteLength(channel) <= CHANNEL_BYTES && isPlainText(channel, 'one-line');
  return fits ? channel : null;
}
