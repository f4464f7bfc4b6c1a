import type { Speak } from '../../texts/speak.ts';
import type { CardFace } from '../../code-types.ts';
import { dayOf, lastDayOf } from './times.ts';

/** What stands on the face, by the names of its parts. */
export type FaceTexts = Readonly<Record<'value' | 'condition' | 'brand' | 'title' | 'subtitle' | 'validity', string>>;

export function faceTextsOf(face: CardFace, { say, isChinese }: Speak): FaceTexts {
  const { benefit, kind, timeZone, useCondition, validity } = face;
  const { type, from, until, termDays, termStartDays } = validity;
  let value = say(kind) || say(/TICKET|PASS/.test(kind) ? 'TICKET' : 'GENERAL_COUPON');
  let least = useCondition.leastCostFen;
  let detail = '';
  if ('reduceCostFen' in benefit) {
    value = '¥' + benefit.reduceCostFen / 100;
    least = benefit.leastCostFen;
  } else if ('percentOff' in benefit) {
    // 30 % off is "7 of 10" in Chinese.
    value = say('off', isChinese ? (100 - benefit.percentOff) / 10 : benefit.percentOff);
  } else detail = benefit.detail || '';
  const later = termStartDays ? say('termLater', termStartDays) + ' · ' : '';
  return {
    value,
    condition: least ? say('atLeast', least / 100) : '',
    brand: face.brandName,
    title: face.title,
    subtitle: face.subTitle || detail,
    validity:
      from && until
        ? dayOf(from, timeZone) + ' – ' + lastDayOf(until, timeZone)
        : type === 'PERMANENT'
          ? say('forever')
          : later + say('term', termDays || ''),
  };
}
