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
const tagWithData = (): HTMLScriptElement | null => document.querySelector('script[data-endpoint][data-key]');

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

/** Where another script of ours came first, its elements and those of this one are told the same. */
function besides({ configure }: Kaquan, kaquan: Kaquan): Kaquan {
  return {
    ...kaquan,
    configure(options) {
      configure(options);
      return kaquan.configure(options);
    },
  };
}

/** A page says it once, by whichever tag. */
function tagOfPage(): HTMLScriptElement | null {
  const tag = ownTag();
  return tag && tag.dataset['key'] ? tag : tagWithData();
}

/** Gives a script's part to a page that may have another. A second load of the script, told by its element, joins in. */
export function joinPage(kaquan: Kaquan, element: string): void {
  const { Kaquan: earlier } = window;
  const isSecond = Boolean(window.customElements && customElements.get(element));
  window.Kaquan = earlier ? (isSecond ? earlier : besides(earlier, kaquan)) : kaquan;
  configureFrom(window.Kaquan, tagOfPage());
}
