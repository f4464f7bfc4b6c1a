import { DomainError, type Field } from '../domain/kit/errors.ts';
import { WireFault } from './kit/wire-fault.ts';

/** `errmsg` of the Weixin door by `errcode` (contract §12). Clients match these by prefix; only the numbers are stable. */
const WIRE_TEXTS: ReadonlyMap<number, string> = new Map([
  [-1, 'system error'],
  [0, 'ok'],
  [40001, 'invalid credential, access_token is invalid or not latest'],
  [40002, 'invalid grant_type'],
  [40003, 'invalid openid'],
  [40008, 'invalid message type'],
  [40009, 'invalid image size'],
  [40013, 'invalid appid'],
  [40014, 'invalid access_token'],
  [40035, 'invalid parameter'],
  [40052, 'invalid action name'],
  [40053, 'invalid action info'],
  [40056, 'invalid serial code'],
  [40070, 'invalid sku info'],
  [40071, 'invalid card type'],
  [40072, 'invalid code type'],
  [40073, 'invalid card id'],
  [40075, 'invalid encrypt code'],
  [40076, 'invalid color id'],
  [40078, 'invalid card status'],
  [40079, 'invalid time'],
  [40080, 'invalid card ext'],
  [40098, 'invalid store'],
  [40099, 'invalid code, this code has consumed.'],
  [40100, 'date_info may only widen, and its type never changes'],
  [40109, 'at most 100 codes'],
  [40110, 'empty code'],
  [40111, 'repeated code'],
  [40112, 'user may not have this card'],
  [40116, 'invalid code'],
  [40122, 'invalid card quantity'],
  [40124, 'too many custom fields'],
  [40125, 'invalid appsecret'],
  [
    40127,
    'invalid user-card status! Hint: the card was given to user, but may be deleted or expired or set unavailable',
  ],
  [40130, 'invalid openid list size, at least two openid'],
  [40135, 'what is switched on can not be switched off'],
  [40136, 'stock is more than the deposited codes'],
  [40141, 'invalid image url'],
  [40145, 'center button and self-redemption exclude each other'],
  [40147, 'redemption limit of the user reached'],
  [40149, 'invalid time limit'],
  [40164, 'invalid ip, not in whitelist'],
  [41001, 'access_token missing'],
  [41002, 'appid missing'],
  [41004, 'appsecret missing'],
  [41011, 'missing parameter'],
  [41012, 'missing card id'],
  [41013, 'missing code'],
  [41014, 'missing ticket class'],
  [41015, 'missing show time'],
  [41016, 'missing screening room'],
  [41017, 'missing seat number'],
  [41026, 'image list or text missing'],
  [42001, 'access_token expired'],
  [43001, 'require GET method'],
  [43002, 'require POST method'],
  [43009, 'permission for custom codes missing'],
  [43017, 'require location id!'],
  [44002, 'empty post data'],
  [45009, 'reach max api daily quota limit'],
  [45011, 'api minute-quota reach limit, must slower'],
  [45021, 'field size out of limit'],
  [45029, 'too many cards'],
  [45030, 'this card does not support the function'],
  [45031, 'stock is not enough'],
  [45033, 'claim limit of the user reached'],
  [45041, 'total stock limit reached'],
  [45053, 'too many verify codes'],
  [45054, 'too few verify codes'],
  [45055, 'invalid character in verify code'],
  [45154, 'verify code does not exist'],
  [45155, 'verify code exists already'],
  [45156, 'invalid length of verify code'],
  [47001, 'data format error'],
  [47002, 'escaped unicode is not accepted, send text as UTF-8'],
  [48001, 'api unauthorized'],
  [65104, 'invalid store categories'],
  [65105, 'invalid store photo'],
  [65106, 'store is not approved'],
  [65107, 'store can not be modified'],
  [65109, 'invalid store name'],
  [65110, 'invalid store address'],
  [65111, 'invalid store telephone'],
  [65112, 'invalid store city'],
  [65113, 'invalid store province'],
  [65114, 'empty store photo'],
  [65115, 'invalid poi id'],
  [65116, 'store was deleted'],
  [65117, 'store can not be deleted'],
]);

/** A refusal that has no number of its own here is a bad parameter. */
const UNNUMBERED = 40035;

/** What the wire says about an error. */
export type WireRefusal = { errcode: number; path: string | null };

/**
 * The number and wire path of a refusal; null for anything else, which is a bug or an outage.
 * @param wirePathOf names a field of the domain as this call spells it.
 */
export function errcodeOf(error: unknown, wirePathOf: (field: Field) => string): WireRefusal | null {
  if (error instanceof WireFault) return { errcode: error.errcode, path: error.path };
  if (!(error instanceof DomainError)) return null;
  const path = error.field.length > 0 ? wirePathOf(error.field) : null;
  return { errcode: error.weixinCode ?? UNNUMBERED, path };
}

/** Numbers whose text is complete: the field that led to them is the call's own subject. */
const WITHOUT_PATH: ReadonlySet<number> = new Set([40056, 40073, 40099, 40127, 41012, 41013]);

/** `errmsg`: the wire text, the path of the field where there is one, and the request id as the platform appends it. */
export function errmsgOf({ errcode, path }: WireRefusal, requestId: string): string {
  const text = WIRE_TEXTS.get(errcode) ?? 'invalid parameter';
  const place = path === null || WITHOUT_PATH.has(errcode) ? '' : ` ${path}`;
  return `${text}${place} rid: ${requestId}`;
}
