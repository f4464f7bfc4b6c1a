import type { CardDraft } from '../domain/cards/index.ts';
import { boolean, type Codec, idNumber, integer, isGiven, list, text } from './kit/codecs.ts';
import type { JsonObject } from './kit/read-body.ts';
import { WireFault } from './kit/wire-fault.ts';
import { type Line, lines, type WireField } from './kit/wire-table.ts';

/**
 * Fields of the contract that no draft has. Their shapes are judged with the body; what they ask for is refused only
 * after the draft (order of domain.md 3b), so they are read into a place of their own, `door`.
 */

const NOT_OPEN = 48001;
const NOT_FOR_OTHERS = 47001;
const WRONG_VALUE = 40035;

type Kind = CardDraft['kind'];

/** A line with what it lets pass; anything else is refused with `errcode`. */
type DoorLine = { wire: string; name: string; codec: Codec; errcode: number; passes: (value: unknown) => boolean };

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

const same = (value: unknown): unknown => value;
const anything = list({ read: same, write: same });

// Member cards only (contract §2.5), which have them in their table.
const PAYING: readonly DoorLine[] = [
  { wire: 'base_info.is_pay_and_qrcode', name: 'paysByCode' },
  { wire: 'base_info.pay_info.swipe_card.is_swipe_card', name: 'paysByCard' },
].map((line) => ({ ...line, codec: boolean, errcode: NOT_FOR_OTHERS, passes: isFalse }));

const COMMON: readonly DoorLine[] = [
  {
    wire: 'base_info.url_name_type',
    name: 'oldTitle',
    codec: text,
    errcode: WRONG_VALUE,
    passes: (value) => OLD_TITLES.has(value),
  },
  // Creating on behalf of a sub-merchant.
  {
    wire: 'base_info.sub_merchant_info.merchant_id',
    name: 'subMerchant',
    codec: idNumber,
    errcode: NOT_OPEN,
    passes: never,
  },
  // Friends' coupons (contract §2.9).
  {
    wire: 'advanced_info.share_friends',
    name: 'sharesWithFriends',
    codec: boolean,
    errcode: NOT_OPEN,
    passes: isFalse,
  },
  {
    wire: 'advanced_info.consume_share_self_num',
    name: 'ownRebate',
    codec: integer,
    errcode: NOT_OPEN,
    passes: isZero,
  },
  {
    wire: 'advanced_info.consume_share_card_list',
    name: 'otherRebates',
    codec: anything,
    errcode: NOT_OPEN,
    passes: never,
  },
];

const friendsGift = (wire: string, codec: Codec): DoorLine => ({
  wire,
  name: wire,
  codec,
  errcode: NOT_OPEN,
  passes: never,
});

const ORDINARY = [...COMMON, ...PAYING];

// The line of advertising in notices of bonus and balance (contract §5.2): it comes with those notices.
const NOTICES: readonly DoorLine[] = ['modify_msg_operation', 'activate_msg_operation'].map((wire) => ({
  wire,
  name: wire,
  codec: { read: same, write: same },
  errcode: NOT_OPEN,
  passes: never,
}));

const BY_KIND: Readonly<Partial<Record<Kind, readonly DoorLine[]>>> = {
  GIFT: [...ORDINARY, friendsGift('gift_name', text), friendsGift('gift_num', integer), friendsGift('gift_unit', text)],
  MEMBER_CARD: [...COMMON, ...NOTICES],
};

const doorOf = (kind: Kind): readonly DoorLine[] => BY_KIND[kind] ?? ORDINARY;

const rowOf = ({ wire, name, codec }: DoorLine): Line => [wire, `door.${name}`, codec];

/** Lines beside the table of a kind, read and never written. */
export const doorLinesOf = (kind: Kind): readonly WireField[] => lines(doorOf(kind).map(rowOf));

/** What the lines of the door hold: the refusal of the first that asks too much, and the title that the old name stands for. */
export function judgeDoorLines(
  kind: Kind,
  door: JsonObject,
): { refusal: WireFault | null; oldTitle: string | undefined } {
  const wrong = doorOf(kind).find(({ name, passes }) => isGiven(door[name]) && !passes(door[name]));
  return {
    refusal: wrong ? new WireFault(wrong.errcode, wrong.wire) : null,
    oldTitle: OLD_TITLES.get(door['oldTitle']),
  };
}
