import type { CardDraft } from '../domain/cards/index.ts';
import { boolean, type Codec, idNumber, integer, isGiven, list, text } from './kit/codecs.ts';
import { type Line, lines, type WireField } from './kit/wire-table.ts';
import { WireFault } from './kit/wire-fault.ts';

/** Fields of the contract that no draft has: the door reads them itself, or says that they are not open or not for coupons. */

const NOT_OPEN = 48001;
const NOT_FOR_COUPONS = 47001;

/** Reads by `codec`, and refuses with `errcode` whatever `isOff` does not let pass. Nothing of it reaches the draft. */
const refusedUnless = (isOff: (value: unknown) => boolean, codec: Codec, errcode: number): Codec => ({
  ...codec,
  read(value, path) {
    const read = codec.read(value, path);
    if (read !== undefined && !isOff(read)) throw new WireFault(errcode, path);
    return undefined;
  },
});

const isFalse = (value: unknown): boolean => value === false;
const isZero = (value: unknown): boolean => value === 0;
const never = (): boolean => false;

/** Titles that the old platform gave its custom entry; `custom_url_name` replaced them and wins when both are there. */
const OLD_TITLES: ReadonlyMap<unknown, string> = new Map([
  ['URL_NAME_TYPE_TAKE_AWAY', '外卖'],
  ['URL_NAME_TYPE_RESERVATION', '在线预订'],
  ['URL_NAME_TYPE_USE_IMMEDIATELY', '立即使用'],
  ['URL_NAME_TYPE_APPOINTMENT', '在线预约'],
  ['URL_NAME_TYPE_EXCHANGE', '在线兑换'],
  ['URL_NAME_TYPE_VEHICLE_INFORMATION', '车辆信息'],
]);

const oldTitle: Codec = {
  read(value, path) {
    if (!isGiven(value)) return undefined;
    const title = OLD_TITLES.get(value);
    if (title === undefined) throw new WireFault(40035, path);
    return title;
  },
  write: (title) => title,
};

const COMMON: readonly Line[] = [
  ['base_info.url_name_type', 'custom.title', oldTitle],
  // Creating on behalf of a sub-merchant.
  ['base_info.sub_merchant_info.merchant_id', 'subMerchant', refusedUnless(never, idNumber, NOT_OPEN)],
  // Member cards only (contract §2.5).
  ['base_info.is_pay_and_qrcode', 'paysByCode', refusedUnless(isFalse, boolean, NOT_FOR_COUPONS)],
  ['base_info.pay_info.swipe_card.is_swipe_card', 'paysByCard', refusedUnless(isFalse, boolean, NOT_FOR_COUPONS)],
  // Friends' coupons (contract §2.9).
  ['advanced_info.share_friends', 'sharesWithFriends', refusedUnless(isFalse, boolean, NOT_OPEN)],
  ['advanced_info.consume_share_self_num', 'rebate.own', refusedUnless(isZero, integer, NOT_OPEN)],
  [
    'advanced_info.consume_share_card_list',
    'rebate.others',
    refusedUnless(never, list({ read: (value) => value, write: (value) => value }), NOT_OPEN),
  ],
];

const FRIENDS_GIFT: readonly Line[] = [
  ['gift_name', 'friendsGift.name', refusedUnless(never, text, NOT_OPEN)],
  ['gift_num', 'friendsGift.count', refusedUnless(never, integer, NOT_OPEN)],
  ['gift_unit', 'friendsGift.unit', refusedUnless(never, text, NOT_OPEN)],
];

/** Lines beside the table of a kind, read and never written. */
export const DOOR_LINES = {
  GROUPON: lines(COMMON),
  CASH: lines(COMMON),
  DISCOUNT: lines(COMMON),
  GIFT: lines([...COMMON, ...FRIENDS_GIFT]),
  GENERAL_COUPON: lines(COMMON),
} satisfies Record<CardDraft['kind'], readonly WireField[]>;
