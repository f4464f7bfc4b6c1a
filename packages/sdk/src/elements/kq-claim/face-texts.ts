import type { Speak } from '../../texts/speak.ts';
import type { CardFace } from '../../types.ts';

/** The words on the face. `value` may hold a sign before and after its number, which are set smaller. */
export type FaceTexts = {
  readonly value: string;
  readonly condition: string;
  readonly detail: string;
  readonly validity: string;
};

export function faceTextsOf(
  { benefit, kind, subTitle, useCondition, validity }: CardFace,
  { say, isChinese }: Speak,
): FaceTexts {
  const { from, until, termDays, termStartDays } = validity;
  let value = say(kind === 'GIFT' || kind === 'GROUPON' ? kind : 'GENERAL_COUPON');
  let least = useCondition.leastCostFen;
  let detail = '';
  if ('reduceCostFen' in benefit) {
    value = '¥' + benefit.reduceCostFen / 100;
    least = benefit.leastCostFen;
  } else if ('percentOff' in benefit) {
    // 30 % off is "7 of 10" in Chinese.
    value = say('off', isChinese ? (100 - benefit.percentOff) / 10 : benefit.percentOff);
  } else
    detail = 'gift' in benefit ? benefit.gift : 'dealDetail' in benefit ? benefit.dealDetail : benefit.defaultDetail;
  return {
    value,
    condition: least ? say('atLeast', least / 100) : '',
    detail: subTitle || detail,
    validity: [
      from && until && `${dayOf(from)} – ${lastDayOf(until)}`,
      termStartDays && say('termLater', termStartDays),
      termDays && say('term', termDays),
      !from && until && say('until', lastDayOf(until)),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** `2026.12.01 09:30`, where the user is. */
export function minuteOf(time: string | number): string {
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace(/-/g, '.').replace('T', ' ');
}

const dayOf = (time: string | number): string => minuteOf(time).slice(0, 10);

/** Spans are half-open: what ends at midnight was good on the day before. */
export const lastDayOf = (time: string): string => dayOf(Date.parse(time) - 1);

/** `02:11:09`, with the days before it. */
export function countdownOf(ms: number, { say }: Speak): string {
  const days = Math.floor(ms / 86_400_000);
  return (days ? say('days', days) : '') + new Date(ms).toISOString().slice(11, 19);
}

/** In groups of four, to be read out. */
export const groupedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');
