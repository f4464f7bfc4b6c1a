import type { SignaturePart } from '../../generated/console.ts';
import type { Form, Question } from './question.ts';

/** A piece of a text; the marked ones are what to look at. */
export type Piece = { text: string; isMarked: boolean };

/** How a part is named where pairs are signed. */
const NAMES: Partial<Readonly<Record<SignaturePart, readonly string[]>>> = {
  TICKET: ['jsapi_ticket', 'api_ticket'],
  TIMESTAMP: ['timestamp', 'time_stamp'],
  NONCE: ['noncestr', 'nonce_str'],
  URL: ['url'],
  CARD_ID: ['card_id'],
  CODE: ['code'],
  OPENID: ['openid'],
  BALANCE: ['balance'],
  KEY_ID: ['key_id'],
};

/** The server shows a ticket by its ends only. */
const MASKED = /.{4}….{4}/;

export type Asked = { form: Form; question: Question; appId: string };

/** The text that the server expects, with the part that differs marked where it stands in it. */
export function markedText(expected: string, part: SignaturePart | null, asked: Asked): Piece[] {
  const place = part === null ? null : placeOf(expected, part, asked);
  if (place === null) return [{ text: expected, isMarked: false }];
  const [from, until] = place;
  return [
    { text: expected.slice(0, from), isMarked: false },
    { text: expected.slice(from, until), isMarked: true },
    { text: expected.slice(until), isMarked: false },
  ].filter(({ text }) => text !== '');
}

type Place = readonly [from: number, until: number];

function placeOf(expected: string, part: SignaturePart, asked: Asked): Place | null {
  if (isOfPairs(asked)) return pairIn(expected, NAMES[part] ?? []);
  if (part === 'TICKET') {
    const found = MASKED.exec(expected);
    return found && [found.index, found.index + found[0].length];
  }
  const value = valueOf(part, asked);
  const from = value === '' ? -1 : expected.indexOf(value);
  return from < 0 ? null : [from, from + value.length];
}

const isOfPairs = ({ form, question }: Asked): boolean =>
  form === 'page' || (form === 'cardExt' && fieldOf(question.cardExt, 'sign_type') === 'HMAC-SHA256');

function pairIn(expected: string, names: readonly string[]): Place | null {
  for (const name of names) {
    // An address comes last and may hold an & itself.
    const rest = name === 'url' ? '.*$' : '[^&]*';
    const found = new RegExp(`(^|&)(${name}=${rest})`).exec(expected);
    const [, before = '', pair = ''] = found ?? [];
    if (found) return [found.index + before.length, found.index + before.length + pair.length];
  }
  return null;
}

/** What was sent for a part. */
function valueOf(part: SignaturePart, { form, question, appId }: Asked): string {
  const { cardId, timestamp, nonceStr, cardType, shopId } = question;
  const ofExt = (name: string): string => fieldOf(question.cardExt, name);
  const values: Partial<Record<SignaturePart, string>> =
    form === 'cardExt'
      ? {
          TIMESTAMP: ofExt('timestamp'),
          NONCE: ofExt('nonce_str'),
          CODE: ofExt('code'),
          OPENID: ofExt('openid'),
          BALANCE: ofExt('balance'),
        }
      : { TIMESTAMP: timestamp, NONCE: nonceStr, CARD_TYPE: cardType, STORE: shopId };
  return ({ ...values, CARD_ID: cardId, APP_ID: appId }[part] ?? '').trim();
}

function fieldOf(json: string, name: string): string {
  try {
    const value: unknown = Reflect.get(Object(JSON.parse(json)), name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  } catch {
    return ''; // No JSON: the server has said so.
  }
}

/**
 * Where two texts part: each as what they begin with alike, and the rest marked. The ticket of one's own is masked as
 * the server masks its own, if it is the same.
 */
export function compared(expected: string, own: string): { isSame: boolean; expected: Piece[]; own: Piece[] } {
  const written = maskedLike(expected, own.trim());
  const length = alike(expected, written);
  const pieces = (text: string): Piece[] =>
    [
      { text: text.slice(0, length), isMarked: false },
      { text: text.slice(length), isMarked: true },
    ].filter((piece) => piece.text !== '');
  return { isSame: expected === written, expected: pieces(expected), own: pieces(written) };
}

function alike(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function maskedLike(expected: string, own: string): string {
  const [mask] = MASKED.exec(expected) ?? [];
  if (mask === undefined || own.includes(mask)) return own;
  return own.replace(new RegExp(`${escaped(mask.slice(0, 4))}[\\w-]*?${escaped(mask.slice(-4))}`), mask);
}
