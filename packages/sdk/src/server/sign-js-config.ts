import { createHash, randomBytes } from 'node:crypto';
import { fail, nowSeconds, secondsOf, shortTextOf, textOf } from './options.ts';

export type JsConfigOptions = {
  /** `GET /cgi-bin/ticket/getticket?type=jsapi`. */
  ticket: string;
  /** Address of the page, as the browser shows it; what follows `#` is left out. */
  url: string;
  /** At most 32 bytes. @defaultValue 128 random bits */
  nonceStr?: string;
  /** Seconds since 1970. @defaultValue now */
  timestamp?: number;
};

/** What `wx.config` takes beside `appId` and `jsApiList`. */
export type JsConfig = { timestamp: number; nonceStr: string; signature: string };

/**
 * Signs a page for `wx.config` (SHA-1 with the `jsapi_ticket`). Call it on a back end only.
 * @throws TypeError whose message begins with the name of the option at fault
 */
export function signJsConfig(options: JsConfigOptions): JsConfig {
  const ticket = textOf('ticket', options.ticket);
  const url = pageOf(options.url);
  const timestamp = secondsOf('timestamp', options.timestamp ?? nowSeconds());
  const nonceStr = nonceOf(options.nonceStr);
  // Keys in the order of their letters, values as they are.
  const signed = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
  return { timestamp, nonceStr, signature: createHash('sha1').update(signed).digest('hex') };
}

function pageOf(value: unknown): string {
  const [url = ''] = textOf('url', value).split('#');
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isWeb ? url : fail('url', 'an address with http: or https: is required');
}

function nonceOf(value: unknown): string {
  const nonce = shortTextOf('nonceStr', value, 32) ?? randomBytes(16).toString('hex');
  // Values stand as they are, so one with & could be read as two.
  return nonce.includes('&') ? fail('nonceStr', 'no & may be in it') : nonce;
}
