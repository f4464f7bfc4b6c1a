import { createHash, randomBytes } from 'node:crypto';
import { nowSeconds, secondsOf, shortTextOf, textOf } from './options.ts';
import { joinedV1 } from './sign-card-ext.ts';

export type CardSignOptions = {
  /** The merchant's app id. */
  appId: string;
  /** `GET /cgi-bin/ticket/getticket?type=wx_card`. */
  apiTicket: string;
  /** Only cards that this store takes (`location_id`). */
  shopId?: string;
  /** Only cards of this kind, such as `GROUPON`. */
  cardType?: string;
  /** Only codes of this card. */
  cardId?: string;
  /** At most 32 bytes. @defaultValue 128 random bits */
  nonceStr?: string;
  /** Seconds since 1970. @defaultValue now */
  timestamp?: number;
};

/** What `wx.chooseCard` takes; what was not narrowed down is an empty text. */
export type CardSign = {
  shopId: string;
  cardType: string;
  cardId: string;
  timestamp: number;
  nonceStr: string;
  signType: 'SHA1';
  cardSign: string;
};

/**
 * Signs a choice of cards for `wx.chooseCard` (SHA-1 of the sorted values with the `api_ticket`). Call it on a back end only.
 * @throws TypeError whose message begins with the name of the option at fault
 */
export function signCardSign(options: CardSignOptions): CardSign {
  const appId = textOf('appId', options.appId);
  const apiTicket = textOf('apiTicket', options.apiTicket);
  const shopId = shortTextOf('shopId', options.shopId, 32) ?? '';
  const cardType = shortTextOf('cardType', options.cardType, 24) ?? '';
  const cardId = shortTextOf('cardId', options.cardId, 32) ?? '';
  const timestamp = secondsOf('timestamp', options.timestamp ?? nowSeconds());
  const nonceStr = shortTextOf('nonceStr', options.nonceStr, 32) ?? randomBytes(16).toString('hex');
  const signed = joinedV1([apiTicket, appId, shopId, String(timestamp), nonceStr, cardId, cardType]);
  const cardSign = createHash('sha1').update(signed).digest('hex');
  return { shopId, cardType, cardId, timestamp, nonceStr, signType: 'SHA1', cardSign };
}
