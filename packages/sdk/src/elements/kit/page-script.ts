import type { createClient } from '../../client.ts';
import type { CardError } from '../../core/errors.ts';
import type { PageClient } from './page-client.ts';
import { tokenFrom } from './token-url.ts';

/** What a script tag gives to its page. */
export type Kaquan = {
  readonly configure: PageClient['configure'];
  readonly createClient: typeof createClient;
  readonly CardError: typeof CardError;
};

declare global {
  interface Window {
    Kaquan?: Kaquan;
  }
}

/** A tag that says where Kaquan is. */
export const tagWithData = (): HTMLScriptElement | null => document.querySelector('script[data-endpoint][data-key]');

/** The tag that loaded this script, which is none of SVG. A module is not told, so it is found by what it must carry. */
export const ownTag = (): HTMLScriptElement | null =>
  (document.currentScript as HTMLScriptElement | null) || tagWithData();

/** What the tag says: `data-endpoint`, `data-key`, `data-token-url`, `data-locale`. */
export function configureFrom({ configure }: Kaquan, tag: HTMLScriptElement | null): void {
  if (!tag) return;
  const { endpoint, key, tokenUrl, locale } = tag.dataset;
  if (!endpoint || !key) return;
  configure({
    endpoint,
    publishableKey: key,
    userToken: tokenUrl ? tokenFrom(tokenUrl) : undefined,
    locale,
    cssHref: new URL('sdk.css', tag.src).href,
    nonce: tag.nonce,
  });
}
