import type { CardChanges, CardDraft } from '../domain/cards/index.ts';
import { COLORS, isColorName } from '../domain/cards/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { assertSlots, benefitFrom, benefitLinesOf, benefitOnWire } from './cards.benefits.wire.ts';
import { doorLinesOf, judgeDoorLines } from './cards.door-lines.ts';
import { boolean, type Codec, idNumber, integer, list, objects, renamed, seconds, text } from './kit/codecs.ts';
import { isObject, type JsonObject } from './kit/read-body.ts';
import type { WireFault } from './kit/wire-fault.ts';
import { lines, readWire, type WireField, wirePathIn, writeWire } from './kit/wire-table.ts';

// The old numbers are still in effect (seed 004, `date_info.type`).
const validityType = renamed(
  {
    DATE_TYPE_FIX_TIME_RANGE: 'FIX_TIME_RANGE',
    1: 'FIX_TIME_RANGE',
    DATE_TYPE_FIX_TERM: 'FIX_TERM',
    2: 'FIX_TERM',
    DATE_TYPE_PERMANENT: 'PERMANENT',
  },
  {
    FIX_TIME_RANGE: 'DATE_TYPE_FIX_TIME_RANGE',
    FIX_TERM: 'DATE_TYPE_FIX_TERM',
    PERMANENT: 'DATE_TYPE_PERMANENT',
  },
);

/** Clients send 0 for a time that they leave out; nobody means 1970. */
const moment: Codec = {
  read: (value, path) => (value === 0 ? undefined : seconds.read(value, path)),
  write: seconds.write,
};

/** Goes in by name and comes out as the hex value (contract §2.3). */
const color: Codec = {
  read: text.read,
  write: (name) => (typeof name === 'string' && isColorName(name) ? COLORS[name] : name),
};

const entry = (
  name: 'center' | 'custom' | 'promotion',
  titles: readonly [title: string, subTitle: string, url: string],
) =>
  lines([
    [`base_info.${titles[0]}`, `${name}.title`, text],
    [`base_info.${titles[1]}`, `${name}.subTitle`, text],
    [`base_info.${titles[2]}`, `${name}.url`, text],
    // The page prints these names with a space in them, and callers copy it (contract §15.2).
    [`base_info.${name}_app_brand_user_name`, `${name}.appUserName`, text, [`base_info.${name} _app_brand_user_name`]],
    [`base_info.${name}_app_brand_pass`, `${name}.appPath`, text, [`base_info.${name} _app_brand_pass`]],
  ]);

/**
 * Names and shapes of `/card/create` and `/card/get` (contract §2.4–2.7), both ways: one table makes the draft, names
 * the field of a refusal, and writes the answer. Paths start inside the type object (`base_info.title`).
 *
 * Text must be real UTF-8: a body in which non-ASCII characters are escaped as `\uXXXX` is refused with 47002 before
 * it comes here, as the platform does (contract §1.1); `\n` and `\u0026` are fine.
 */
const BASE_INFO: readonly WireField[] = [
  ...lines([
    ['base_info.logo_url', 'logoUrl', text],
    ['base_info.code_type', 'codeType', text],
    ['base_info.brand_name', 'brandName', text],
    ['base_info.title', 'title', text],
    ['base_info.sub_title', 'subTitle', text],
    ['base_info.color', 'color', color],
    ['base_info.notice', 'notice', text],
    ['base_info.description', 'description', text],
    ['base_info.service_phone', 'servicePhone', text],
    ['base_info.sku.quantity', 'quantity', integer],
    ['base_info.date_info.type', 'validity.type', validityType],
    ['base_info.date_info.begin_timestamp', 'validity.from', moment],
    ['base_info.date_info.end_timestamp', 'validity.until', moment],
    ['base_info.date_info.fixed_term', 'validity.termDays', integer],
    ['base_info.date_info.fixed_begin_term', 'validity.termStartDays', integer],
    ['base_info.use_limit', 'useLimit', integer],
    ['base_info.get_limit', 'claimLimit', integer],
    ['base_info.use_custom_code', 'useCustomCode', boolean],
    ['base_info.get_custom_code_mode', 'getCustomCodeMode', text],
    ['base_info.bind_openid', 'bindOpenid', boolean],
    ['base_info.can_share', 'canShare', boolean],
    ['base_info.can_give_friend', 'canGiveFriend', boolean],
    ['base_info.need_push_on_view', 'pushesViews', boolean],
    ['base_info.location_id_list', 'poiIds', list(idNumber)],
    ['base_info.use_all_locations', 'usesAllStores', boolean],
    ['base_info.source', 'source', text],
  ]),
  ...entry('center', ['center_title', 'center_sub_title', 'center_url']),
  ...entry('custom', ['custom_url_name', 'custom_url_sub_title', 'custom_url']),
  ...entry('promotion', ['promotion_url_name', 'promotion_url_sub_title', 'promotion_url']),
];

const TEXT_IMAGE = lines([
  ['image_url', 'imageUrl', text],
  ['text', 'text', text],
]);

const TIME_LIMIT = lines([
  ['type', 'day', text],
  ['begin_hour', 'beginHour', integer],
  ['begin_minute', 'beginMinute', integer],
  ['end_hour', 'endHour', integer],
  ['end_minute', 'endMinute', integer],
]);

const ADVANCED_INFO: readonly WireField[] = [
  ...lines([
    ['advanced_info.use_condition.accept_category', 'useCondition.acceptCategory', text],
    ['advanced_info.use_condition.reject_category', 'useCondition.rejectCategory', text],
    ['advanced_info.use_condition.least_cost', 'useCondition.leastCostFen', integer],
    ['advanced_info.use_condition.object_use_for', 'useCondition.objectUseFor', text],
    ['advanced_info.use_condition.can_use_with_other_discount', 'useCondition.canUseWithOtherDiscount', boolean],
    ['advanced_info.abstract.abstract', 'abstract.text', text],
    ['advanced_info.abstract.icon_url_list', 'abstract.iconUrls', list(text)],
    ['advanced_info.business_service', 'businessServices', list(text)],
  ]),
  { wire: 'advanced_info.text_image_list', domain: 'textImages', codec: objects, items: TEXT_IMAGE },
  { wire: 'advanced_info.time_limit', domain: 'timeLimits', codec: objects, items: TIME_LIMIT },
];

type Kind = CardDraft['kind'];

/** Every line that a card of this kind can have on the wire. */
const cardTable = (kind: Kind): readonly WireField[] => [...BASE_INFO, ...ADVANCED_INFO, ...benefitLinesOf(kind)];

/** The wire's name of a field of a draft, relative to the type object. */
export function wirePathOfDraft(kind: Kind, field: Field): string {
  const [first, ...rest] = field;
  if (first === 'kind') return 'card_type';
  if (first === 'storeIds') return wirePathOfDraft(kind, ['poiIds', ...rest]);
  return wirePathIn(cardTable(kind), field);
}

/** What a body asks for: a draft, and what the door itself refuses once the draft is found to be good. */
export type CardOrder = { draft: CardDraft; refusal: WireFault | null };

/**
 * The order that a type object describes. Sharing and gifting are off unless asked for (C10a).
 * Throws 40035 (wrong kind of value), 40124 (a fourth field of one's own) and 47001 (unknown name), each with its path.
 */
export function orderIn(kind: Kind, source: JsonObject): CardOrder {
  assertSlots(kind, source);
  const read = readWire(source, [...cardTable(kind), ...doorLinesOf(kind)]);
  const { door, ...face } = read;
  const { refusal, oldTitle } = judgeDoorLines(kind, isObject(door) ? door : {});
  const validity = isObject(read['validity']) ? effectiveValidity(read['validity']) : undefined;
  const custom = titled(face['custom'], oldTitle);
  const benefit = benefitFrom(isObject(face['benefit']) ? face['benefit'] : {}, null);
  // The table's domain column and codecs are the draft's own names and kinds; the compiler takes them as unknown.
  return { draft: { canShare: false, canGiveFriend: false, ...face, custom, kind, validity, benefit }, refusal };
}

const LOCATIONS = 'base_info.location_id_list';
const locations = list(idNumber);

/** In a change the number 0, alone or in a list, names no store at all (contract §5.2). */
const changedLocations: Codec = {
  read: (value, path) =>
    value === 0 || (Array.isArray(value) && value.length === 1 && value[0] === 0) ? [] : locations.read(value, path),
  write: locations.write,
};

/** The changes that a type object of `/card/update` asks for, and what the door itself refuses. Throws as {@link orderIn}. */
export function changesIn(kind: Kind, source: JsonObject): { changes: CardChanges; refusal: WireFault | null } {
  assertSlots(kind, source);
  const table = cardTable(kind).map((line) => (line.wire === LOCATIONS ? { ...line, codec: changedLocations } : line));
  const { door, ...face } = readWire(source, [...table, ...doorLinesOf(kind)]);
  const { refusal, oldTitle } = judgeDoorLines(kind, isObject(door) ? door : {});
  const custom = titled(face['custom'], oldTitle);
  const validity = isObject(face['validity']) ? effectiveValidity(face['validity']) : undefined;
  const benefit = isObject(face['benefit']) ? benefitFrom(face['benefit'], undefined) : undefined;
  // The table's domain column and codecs are the draft's own names and kinds; the compiler takes them as unknown.
  return { changes: { ...face, custom, kind, validity, benefit }, refusal };
}

const titled = (entry: unknown, title: string | undefined): object | undefined =>
  isObject(entry) || title !== undefined ? { title, ...(isObject(entry) ? entry : {}) } : undefined;

/** Fields of the other type "only take effect" with theirs (seed 004): clients send them as 0. */
function effectiveValidity(given: JsonObject): JsonObject {
  const { type, from, until, termDays, termStartDays } = given;
  if (type === 'FIX_TIME_RANGE') return { type, from, until };
  if (type === 'FIX_TERM') return { type, until, termDays, termStartDays };
  if (type === 'PERMANENT') return { type };
  return given;
}

/** Writes a card, given in the shape of a draft, as the inside of its type object. */
export function typeObjectOf(face: CardDraft): JsonObject {
  return writeWire({ ...face, benefit: benefitOnWire(face.benefit ?? {}) }, cardTable(face.kind));
}
