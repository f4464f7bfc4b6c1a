import type { Field } from '../domain/kit/errors.ts';
import { type PlacementCardDraft, type PlacementDraft, QR_CODE_SECONDS } from '../domain/placements/index.ts';
import { idNumber, isGiven } from './kit/codecs.ts';
import { isObject, type JsonObject } from './kit/read-body.ts';
import { optionalText, requiredText, switchOf } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';

const BAD_ACTION_NAME = 40052;
const BAD_ACTION_INFO = 40053;
const MISSING = 41011;
const MISSING_CARD = 41012;
const WRONG = 40035;
const FEWEST_SECONDS = 60;
const MOST_SECONDS = 1_800;
const OUTER_ID = /^[0-9]{1,60}$/;

const ONE = 'QR_CARD';
const SEVERAL = 'QR_MULTIPLE_CARD';
const ONE_PATH = 'action_info.card';
const LIST_PATH = 'action_info.multiple_card.card_list';

const CARD_NAMES: Readonly<Record<string, string>> = {
  cardId: 'card_id',
  code: 'code',
  openid: 'openid',
  outerStr: 'outer_str',
  thumbUrl: 'thumb_url',
};

/**
 * The QR code of `/card/qrcode/create` (contract §3.1). Throws {@link WireFault}: 40052 another action, 40053 what its
 * action does not name, 41012 no card.
 */
export function qrCodeDraftOf(body: JsonObject): { draft: PlacementDraft; seconds: number } {
  const action = optionalText(body, 'action_name');
  if (action !== ONE && action !== SEVERAL) throw new WireFault(BAD_ACTION_NAME);
  const info = objectIn(body, 'action_info', 'action_info');
  const cards = action === ONE ? [objectIn(info, 'card', ONE_PATH)] : listIn(info);
  const seconds = secondsIn(body['expire_seconds'] ?? cards[0]?.['expire_seconds']);
  const drafts = cards.map((card) => ({ ...cardIn(card), isSingleUse: switchOf(card, 'is_unique_code', false) }));
  return { draft: { kind: 'QR_CODE', expiresInSeconds: seconds, cards: drafts }, seconds };
}

function objectIn(body: JsonObject, name: string, path: string): JsonObject {
  const value = body[name];
  if (!isObject(value)) throw new WireFault(BAD_ACTION_INFO, path);
  return value;
}

function listIn(info: JsonObject): JsonObject[] {
  const list = objectIn(info, 'multiple_card', 'action_info.multiple_card')['card_list'];
  if (!Array.isArray(list) || list.length === 0) throw new WireFault(BAD_ACTION_INFO, LIST_PATH);
  return list.map((card: unknown, place) => {
    if (!isObject(card)) throw new WireFault(BAD_ACTION_INFO, `${LIST_PATH}[${place}]`);
    return card;
  });
}

/** 60 to 1800, as a number or its digits; absent: 365 days. */
function secondsIn(value: unknown): number {
  if (!isGiven(value)) return QR_CODE_SECONDS;
  const seconds = Number(idNumber.read(value, 'expire_seconds'));
  if (seconds < FEWEST_SECONDS || seconds > MOST_SECONDS) throw new WireFault(BAD_ACTION_INFO, 'expire_seconds');
  return seconds;
}

const cardIn = (card: JsonObject): PlacementCardDraft => ({
  cardId: requiredText(card, 'card_id', MISSING_CARD),
  code: optionalText(card, 'code'),
  openid: optionalText(card, 'openid'),
  outerStr: optionalText(card, 'outer_str') ?? outerIdIn(card),
});

/** The older, numeric channel; 0 is how clients leave it out. */
function outerIdIn({ outer_id: value }: JsonObject): string | null {
  if (!isGiven(value) || value === 0 || value === '0') return null;
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !OUTER_ID.test(text)) throw new WireFault(WRONG, 'outer_id');
  return text;
}

/** Names a field of the QR code as its call spells it. */
export function qrCodePath(path: Field, body: JsonObject): string {
  const [name = '', place, field] = path.map(String);
  if (name !== 'cards') return name === 'expiresInSeconds' ? 'expire_seconds' : name;
  const isOne = body['action_name'] === ONE;
  if (place === undefined) return isOne ? ONE_PATH : LIST_PATH;
  const entry = isOne ? ONE_PATH : `${LIST_PATH}[${place}]`;
  return field === undefined ? entry : `${entry}.${CARD_NAMES[field] ?? field}`;
}

/** The shelf of `/card/landingpage/create` (contract §3.2). Throws {@link WireFault}: 41011 and 41012 what is missing, 40035. */
export function shelfDraftOf(body: JsonObject): PlacementDraft {
  const bannerUrl = requiredText(body, 'banner', MISSING);
  const title = requiredText(body, 'page_title', MISSING);
  const list = body['card_list'];
  if (!isGiven(list)) throw new WireFault(MISSING, 'card_list');
  if (!Array.isArray(list)) throw new WireFault(WRONG, 'card_list');
  const cards = list.map((card: unknown, place): PlacementCardDraft => {
    if (!isObject(card)) throw new WireFault(WRONG, `card_list[${place}]`);
    return { cardId: requiredText(card, 'card_id', MISSING_CARD), thumbUrl: optionalText(card, 'thumb_url') };
  });
  const scene = optionalText(body, 'scene');
  const canShare = switchOf(body, 'can_share', false);
  return { kind: 'SHELF', cards, settings: { title, bannerUrl, canShare, scene } };
}

const SHELF_NAMES: Readonly<Record<string, string>> = { title: 'page_title', bannerUrl: 'banner', cards: 'card_list' };

/** Names a field of the shelf as its call spells it. */
export function shelfPath(path: Field): string {
  const [name = '', place, field] = path.map(String);
  const known = SHELF_NAMES[name] ?? name;
  if (name !== 'cards' || place === undefined) return known;
  return field === undefined ? `${known}[${place}]` : `${known}[${place}].${CARD_NAMES[field] ?? field}`;
}
