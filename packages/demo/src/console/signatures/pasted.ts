import type { Question } from './question.ts';

/** Names under which pages and servers write what the doctor asks for. */
const NAMES: Readonly<Record<string, keyof Question>> = {
  timestamp: 'timestamp',
  time_stamp: 'timestamp',
  noncestr: 'nonceStr',
  nonce_str: 'nonceStr',
  signature: 'signature',
  cardsign: 'signature',
  card_sign: 'signature',
  cardid: 'cardId',
  card_id: 'cardId',
  cardtype: 'cardType',
  card_type: 'cardType',
  shopid: 'shopId',
  location_id: 'shopId',
  url: 'url',
};

const PAIR = /["']?\b([A-Za-z_]+)["']?\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))/g;

/** What a call of `wx.config` or `wx.chooseCard` says, as it stands in a page, in a log or as JSON. */
export function fieldsIn(text: string): Partial<Question> {
  const found: Partial<Question> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(PAIR)) {
    const field = NAMES[name.toLowerCase()];
    if (field !== undefined && found[field] === undefined) found[field] = double ?? single ?? bare ?? '';
  }
  return found;
}

/** The `cardExt` in what was pasted, with the card that it stands beside where `wx.addCard` names one. */
export function cardExtIn(text: string): Partial<Question> {
  const parsed = parsedOf(text);
  const list: unknown = Reflect.get(Object(parsed), 'cardList');
  const one: unknown = Array.isArray(list) ? list[0] : parsed;
  const cardExt: unknown = Reflect.get(Object(one), 'cardExt');
  const cardId: unknown = Reflect.get(Object(one), 'cardId');
  if (cardExt === undefined) return { cardExt: text };
  return {
    cardExt: typeof cardExt === 'string' ? cardExt : JSON.stringify(cardExt),
    ...(typeof cardId === 'string' ? { cardId } : {}),
  };
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not JSON yet: the server says what it thinks of it.
  }
}
