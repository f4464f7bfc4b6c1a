import { createHash, createHmac, randomBytes } from 'node:crypto';
import { fail, nowSeconds, openidOf, secondsOf, shortTextOf, textOf } from './options.ts';

/** What a `cardExt` says, in either form. */
export type CardExtOptions = {
  /** The card that it is for. It is signed, but stands beside the `cardExt`, not in it. */
  cardId: string;
  /** The code to hand out, at most 20 bytes; only for cards with custom codes. */
  code?: string;
  /** The only user who may claim; needed for cards that are bound to an openid. */
  openid?: string;
  /** Seconds since 1970. @defaultValue now */
  timestamp?: number;
  /** Makes the signature good for one claim, at most 32 bytes. @defaultValue 128 random bits */
  nonceStr?: string;
  /** Channel of the claim, at most 128 bytes; comes back in events. */
  outerStr?: string;
  /** Seconds since 1970 when a code that was claimed elsewhere became valid. */
  fixedBeginTimestamp?: number;
  /** Balance of a red packet card, as the card has it. */
  balance?: string;
};

/** The form that WeChat's pages know: SHA-1 of sorted values with the `api_ticket`. */
export type CardExtV1Options = CardExtOptions & {
  version: 1 /** `GET /cgi-bin/ticket/getticket?type=wx_card` */;
  apiTicket: string;
};

/** Kaquan's own form: HMAC-SHA256 of all fields with the signing secret; nothing in it can be changed. */
export type CardExtV2Options = CardExtOptions & {
  version: 2;
  signingSecret: string /** Id of that secret: `sig_…` */;
  keyId: string;
};

type Fields = Readonly<Record<string, string | number>>;

/**
 * Signs the `cardExt` of one claim and gives it as the JSON text that `wx.addCard` and `cardClaim` take.
 * Call it on a back end only.
 * @throws TypeError whose message begins with the name of the option at fault
 */
export function signCardExt(options: CardExtV1Options | CardExtV2Options): string {
  const cardId = textOf('cardId', options.cardId);
  const fields = fieldsOf(options);
  switch (options.version) {
    case 1:
      return JSON.stringify({
        ...fields,
        signature: signatureV1(fields, cardId, textOf('apiTicket', options.apiTicket)),
      });
    case 2:
      return signedV2({ ...fields, sign_type: 'HMAC-SHA256', key_id: textOf('keyId', options.keyId) }, cardId, options);
    default:
      return fail('version', '1 or 2 is required');
  }
}

function fieldsOf(options: CardExtOptions): Fields {
  const { timestamp = nowSeconds(), fixedBeginTimestamp, openid } = options;
  return withoutAbsent({
    code: shortTextOf('code', options.code, 20),
    openid: openid === undefined || openid === '' ? undefined : openidOf(openid),
    // A text, as WeChat's own pages send it.
    timestamp: String(secondsOf('timestamp', timestamp)),
    nonce_str: shortTextOf('nonceStr', options.nonceStr, 32) ?? randomBytes(16).toString('hex'),
    outer_str: shortTextOf('outerStr', options.outerStr, 128),
    fixed_begintimestamp:
      fixedBeginTimestamp === undefined ? undefined : secondsOf('fixedBeginTimestamp', fixedBeginTimestamp),
    balance: shortTextOf('balance', options.balance, 32),
  });
}

const withoutAbsent = (fields: Record<string, string | number | undefined>): Fields =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const V1_SIGNED = ['timestamp', 'code', 'openid', 'nonce_str', 'balance'] as const;

const signatureV1 = (fields: Fields, cardId: string, apiTicket: string): string =>
  createHash('sha1')
    .update(joinedV1([apiTicket, cardId, ...V1_SIGNED.map((name) => String(fields[name] ?? ''))]))
    .digest('hex');

/** The string whose SHA-1 signs a version 1: the values without empty ones, in byte order, with nothing between them. */
export const joinedV1 = (values: readonly string[]): string =>
  values
    .filter((value) => value !== '')
    .toSorted(byBytes)
    .join('');

function signedV2(fields: Fields, cardId: string, { signingSecret }: CardExtV2Options): string {
  const secret = textOf('signingSecret', signingSecret);
  const signature = createHmac('sha256', secret)
    .update(joinedV2({ ...fields, card_id: cardId }))
    .digest('hex');
  return JSON.stringify({ ...fields, signature });
}

/** The string whose HMAC signs a version 2: `key=value` of every field and `card_id`, in byte order of the keys, with `&` between. */
export function joinedV2(fields: Fields): string {
  const pairs = Object.entries(fields).toSorted(([a], [b]) => byBytes(a, b));
  // Values stand as they are, so one with & could be read as two fields.
  for (const [name, value] of pairs) if (String(value).includes('&')) fail(name, 'no & may be in it');
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
