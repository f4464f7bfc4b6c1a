import type { listStores, StoreDraft } from '../domain/stores/index.ts';
import type { Field } from '../domain/kit/errors.ts';
import { type Codec, isGiven, list, text } from './kit/codecs.ts';
import type { JsonObject } from './kit/read-body.ts';
import { WireFault } from './kit/wire-fault.ts';
import { lines, objectAt, readWire, wirePathIn, writeWire } from './kit/wire-table.ts';

type StoredStore = Awaited<ReturnType<typeof listStores>>['stores'][number];

const DECIMAL = /^-?[0-9]{1,15}(\.[0-9]{1,20})?$/;

/** A number that clients send as such or as its digits. Whether it is a whole one, and lies in its bounds, the domain says. */
const number: Codec = {
  read(value, path) {
    if (!isGiven(value)) return undefined;
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && DECIMAL.test(value)) return Number(value);
    throw new WireFault(40035, path);
  },
  write: (value) => value,
};

const NO_PHOTO = 65114;

/** `[{ photo_url }]` ↔ addresses. An empty list is "not given": photos can be replaced, never taken away here. */
const photoList: Codec = {
  read(value, path) {
    if (!isGiven(value)) return undefined;
    if (!Array.isArray(value)) throw new WireFault(40035, path);
    return value.length === 0 ? undefined : value.map((entry, index) => photoUrl(entry, `${path}[${index}]`));
  },
  write: (value) => (Array.isArray(value) ? value.map((url: unknown) => ({ photo_url: url })) : []),
};

function photoUrl(entry: unknown, path: string): string {
  const url = text.read(objectAt(entry, path)['photo_url'], `${path}.photo_url`);
  if (typeof url !== 'string') throw new WireFault(NO_PHOTO, `${path}.photo_url`);
  return url;
}

/** Names of contract §9.2, as they stand in `base_info`. */
const BASE_INFO = lines([
  ['sid', 'externalId', text],
  ['business_name', 'businessName', text],
  ['branch_name', 'branchName', text],
  ['province', 'province', text],
  ['city', 'city', text],
  ['district', 'district', text],
  ['address', 'address', text],
  ['telephone', 'telephone', text],
  ['categories', 'categories', list(text)],
  ['offset_type', 'offsetType', number],
  ['longitude', 'longitude', number],
  ['latitude', 'latitude', number],
  ['photo_list', 'photoUrls', photoList],
  ['recommend', 'recommend', text],
  ['special', 'special', text],
  ['introduction', 'introduction', text],
  ['open_time', 'openTime', text],
  ['avg_price', 'averagePriceYuan', number],
]);
const NAMES: ReadonlySet<string> = new Set(BASE_INFO.map(({ wire }) => wire));

/** `business.base_info` of a body. */
export function baseInfoOf(body: JsonObject): JsonObject {
  const business = body['business'];
  if (!isGiven(business)) throw new WireFault(41011, 'business');
  const baseInfo = objectAt(business, 'business')['base_info'];
  if (!isGiven(baseInfo)) throw new WireFault(41011, 'business.base_info');
  return objectAt(baseInfo, 'business.base_info');
}

/** What a `base_info` says of a store. Other names are ignored: clients send back what they have read. */
export const draftOf = (baseInfo: JsonObject): StoreDraft =>
  readWire(Object.fromEntries(Object.entries(baseInfo).filter(([name]) => NAMES.has(name))), BASE_INFO);

const KEYS: ReadonlySet<string> = new Set(['id', 'poiId']);

export const wirePathOfPoi = (field: Field): string =>
  KEYS.has(String(field[0])) ? 'poi_id' : wirePathIn(BASE_INFO, field);

/** `available_state` (contract §9.2). */
const AVAILABLE_STATE = { ERROR: 1, IN_REVIEW: 2, APPROVED: 3, REJECTED: 4 } as const satisfies Record<
  StoredStore['state'],
  number
>;

/** `base_info` of a store. `poi_id` is a text there; to who asks with a number it is one, for clients that know no other (contract §1.9). */
export function baseInfoAnswer(store: StoredStore, poiId: string | number = String(store.poiId)): JsonObject {
  return {
    ...writeWire(store, BASE_INFO),
    poi_id: poiId,
    available_state: AVAILABLE_STATE[store.state],
    update_status: store.pendingChanges === null ? 0 : 1,
  };
}

const BAD_POI = 40098;
const DIGITS = /^[0-9]{1,10}$/;

/** `poi_id` of a body, as a number or its digits. */
export function poiIdOf(body: JsonObject): number {
  const given = body['poi_id'];
  if (!isGiven(given)) throw new WireFault(41011, 'poi_id');
  const poiId = typeof given === 'string' && DIGITS.test(given) ? Number(given) : given;
  if (typeof poiId !== 'number' || !Number.isSafeInteger(poiId) || poiId < 1) throw new WireFault(BAD_POI, 'poi_id');
  return poiId;
}

/** `poi_id` in the spelling in which it was asked for. */
export const poiIdAsAsked = (body: JsonObject, poiId: number): string | number =>
  typeof body['poi_id'] === 'number' ? poiId : String(poiId);
