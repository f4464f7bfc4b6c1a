import { createClient } from '../client.ts';
import { CardError } from '../core/errors.ts';
import { pageClient } from '../elements/kit/page-client.ts';
import { tokenFrom } from '../elements/kit/token-url.ts';
import { defineKqClaim } from '../elements/kq-claim/define.ts';

const kaquan = { configure: pageClient.configure, createClient, CardError };
type Kaquan = typeof kaquan;

declare global {
  interface Window {
    Kaquan?: Kaquan;
  }
}

/** The tag that loaded this script, which is none of SVG. A module is not told, so it is found by what it must carry. */
const ownTag = (): HTMLScriptElement | null =>
  (document.currentScript || document.querySelector('script[data-endpoint][data-key]')) as HTMLScriptElement | null;

/** What the tag says: `data-endpoint`, `data-key`, `data-token-url`, `data-locale`. */
function configureFrom({ configure }: Kaquan, tag: HTMLScriptElement | null): void {
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

// Whoever came first owns the page: a second load, or another version, joins in.
window.Kaquan = window.Kaquan || kaquan;
configureFrom(window.Kaquan, ownTag());
defineKqClaim();
