import type { CardEntry, CardTimeLimit, Coupon } from '../../holding-types.ts';
import type { Speak } from '../../texts/speak.ts';
import type { WalletPhrase } from '../../texts/wallet.ts';

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
/** A Monday. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** The conditions that a face shows (C7a), each as a sentence. */
export function conditionsOf(
  { useCondition, timeLimits }: Coupon['card'],
  { say, isChinese }: Speak,
): readonly string[] {
  const { leastCostFen, acceptCategory, rejectCategory, objectUseFor, canUseWithOtherDiscount } = useCondition;
  return [
    leastCostFen ? say('atLeast', leastCostFen / 100) : '',
    acceptCategory ? say('couponOnly', acceptCategory) : '',
    rejectCategory ? say('couponNot', rejectCategory) : '',
    objectUseFor ? say('couponFor', objectUseFor) : '',
    say(canUseWithOtherDiscount ? 'couponWith' : 'couponAlone'),
    timeLimits.length ? say('couponHours', timesOf(timeLimits, say('couponHoliday'), isChinese)) : '',
  ].filter(Boolean);
}

/** Days with the same hours stand together. */
function timesOf(limits: readonly CardTimeLimit[], holiday: string, isChinese: boolean): string {
  const days = new Map<string, string[]>();
  for (const limit of limits) {
    const hours = hoursOf(limit);
    const name = dayName(limit.day, holiday, isChinese);
    days.set(hours, [...(days.get(hours) || []), name]);
  }
  return Array.from(days, ([hours, names]) =>
    [names.join(isChinese ? '、' : ', '), hours].filter(Boolean).join(' '),
  ).join(isChinese ? '；' : '; ');
}

function dayName(day: string, holiday: string, isChinese: boolean): string {
  const place = DAYS.indexOf(day);
  if (place < 0) return day === 'HOLIDAY' ? holiday : day;
  const date = new Date(SOME_MONDAY + place * DAY_MS);
  return date.toLocaleDateString(isChinese ? 'zh-CN' : 'en', { weekday: 'short', timeZone: 'UTC' });
}

const clock = (hour: number, minute: number | null): string => `${hour}:${String(minute || 0).padStart(2, '0')}`;

const hoursOf = ({ beginHour, beginMinute, endHour, endMinute }: CardTimeLimit): string =>
  beginHour === null ? '' : `${clock(beginHour, beginMinute)}–${clock(endHour === null ? 24 : endHour, endMinute)}`;

/** C7: the center entry only while the code can be redeemed, the custom one while it is held, the promotion always. */
export function entriesOf({
  state,
  card: { entries },
}: Coupon): Readonly<Record<'center' | 'custom' | 'promotion', CardEntry | null>> {
  const isHeld = state === 'USABLE' || state === 'UPCOMING';
  return {
    center: state === 'USABLE' ? entries.center : null,
    custom: isHeld ? entries.custom : null,
    promotion: entries.promotion,
  };
}

/** Where an entry leads, with what tells the merchant whose code it is; null: nowhere in the web. */
export function addressOf({ url }: CardEntry, { encryptCode, card }: Coupon): string | null {
  if (!url) return null;
  const [address = '', fragment] = url.split('#');
  const told = [
    encryptCode && 'encrypt_code=' + encodeURIComponent(encryptCode),
    'card_id=' + encodeURIComponent(card.id),
  ];
  const query = told.filter(Boolean).join('&');
  return address + (address.includes('?') ? '&' : '?') + query + (fragment ? '#' + fragment : '');
}

/** What is said of a code that can't be used; null: it can, or will be. */
export function endOf({ state }: Coupon): WalletPhrase | null {
  if (state === 'USABLE' || state === 'UPCOMING') return null;
  const said = {
    USED: 'couponUsed',
    EXPIRED: 'couponOver',
    GIVEN: 'couponGiven',
    VOID: 'couponVoid',
    GIFTING: 'couponGifting',
  } as const;
  return state ? said[state] : 'couponDeleted';
}
