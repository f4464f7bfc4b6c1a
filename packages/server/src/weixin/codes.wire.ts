import { codeStatusAt, type ShownCodeStatus } from '../domain/codes/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { LATEST_TIME } from '../domain/kit/time.ts';
import type { Redeemability } from '../domain/redemptions/index.ts';
import { idNumber, isGiven } from './kit/codecs.ts';
import type { JsonObject } from './kit/read-body.ts';
import { optionalText } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

type StoredCode = Redeemability['code'];

/** K2. A code that was given away is not found at all (40056); it has an entry so that the table is whole. */
const WIRE_STATUS = {
  NORMAL: 'NORMAL',
  CONSUMED: 'CONSUMED',
  EXPIRED: 'EXPIRE',
  GIFTING: 'GIFTING',
  GIFT_TIMEOUT: 'GIFT_TIMEOUT',
  GIFTED: 'GIFT_SUCC',
  DELETED: 'DELETE',
  UNAVAILABLE: 'UNAVAILABLE',
} satisfies Record<ShownCodeStatus, string>;

/** Statuses with which nothing is wrong: a gift that came back is as good as new. */
const NORMAL_STATUSES: readonly ShownCodeStatus[] = ['NORMAL', 'GIFT_TIMEOUT'];

/** What a call about one code names: the code as text or as digits, and its card where that is needed. */
export function codeReferenceOf(body: JsonObject): { value: string; cardId: string | null } {
  const code = body['code'];
  if (!isGiven(code)) throw new WireFault(41013);
  const value = typeof code === 'string' ? code : String(idNumber.read(code, 'code'));
  return { value, cardId: optionalText(body, 'card_id') };
}

const MOST_CODES = 100;

/**
 * The codes of a call about many: 1 to 100, each once. Throws {@link WireFault}: 41013 none, 40109 too many, 40110 an
 * empty one, 40111 one that is named twice (contract §3.3).
 */
export function codesOf(body: JsonObject): string[] {
  const list = body['code'];
  if (!isGiven(list)) throw new WireFault(41013);
  if (!Array.isArray(list)) throw new WireFault(40035, 'code');
  if (list.length === 0) throw new WireFault(41013);
  if (list.length > MOST_CODES) throw new WireFault(40109);
  const codes = list.map((code: unknown, place) => codeAt(code, `code[${place}]`));
  if (new Set(codes).size < codes.length) throw new WireFault(40111);
  return codes;
}

function codeAt(code: unknown, path: string): string {
  if (!isGiven(code) || (typeof code === 'string' && code.trim() === '')) throw new WireFault(40110, path);
  return typeof code === 'string' ? code : String(idNumber.read(code, path));
}

const NAMES: ReadonlyMap<unknown, string> = new Map([
  ['values', 'code'],
  ['newValue', 'new_code'],
  ['encryptCode', 'encrypt_code'],
  ['value', 'code'],
  ['cardId', 'card_id'],
  ['outerStr', 'outer_str'],
]);

/** The wire's name of a field of a call about a code. */
export const wirePathOfCodeCall = ([name, ...rest]: Field): string => [NAMES.get(name) ?? name, ...rest].join('.');

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/** Whether `check_consume: true` refuses the code with 40127 (contract §4.1). */
export const isAbnormal = (code: StoredCode, at: Date): boolean => !NORMAL_STATUSES.includes(codeStatusAt(code, at));

/**
 * Answer of `/card/code/get`: top-level fields with real booleans, and the copies inside `card` that old callers read.
 * A code whose validity has not begun is NORMAL and can't be consumed; one that is good for ever ends at the latest time that there is.
 */
export function codeAnswer(code: StoredCode, state: { canConsume: boolean; at: Date }): JsonObject {
  const shared = { user_card_status: WIRE_STATUS[codeStatusAt(code, state.at)], can_consume: state.canConsume };
  return {
    card: {
      card_id: code.cardId,
      begin_time: secondsOf(code.validFrom),
      end_time: secondsOf(code.validUntil ?? LATEST_TIME),
      code: code.value,
      ...shared,
    },
    openid: code.openid,
    ...shared,
    outer_str: code.outerStr ?? '',
  };
}
