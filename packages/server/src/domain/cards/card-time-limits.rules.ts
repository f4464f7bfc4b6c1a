import { DateTime } from 'luxon';
import { InvalidInputError } from '../kit/errors.ts';
import type { TimeLimitDraft } from './card-draft.ts';

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export const TIME_LIMIT_DAYS = [...WEEKDAYS, 'HOLIDAY'] as const;
export type TimeLimitDay = (typeof TIME_LIMIT_DAYS)[number];

export type TimeLimit = {
  day: TimeLimitDay;
  beginHour: number | null;
  beginMinute: number | null;
  endHour: number | null;
  endMinute: number | null;
};

const isDay = (day: unknown): day is TimeLimitDay => TIME_LIMIT_DAYS.some((known) => known === day);

/** A weekday with its hours (C12). Hours may be absent: the whole day. */
export function parseTimeLimit(given: TimeLimitDraft, index: number): TimeLimit {
  const { day } = given;
  if (!isDay(day))
    throw new InvalidInputError(
      ['timeLimits', index, 'day'],
      `Must be one of ${TIME_LIMIT_DAYS.join(', ')}`,
      'TIME_LIMIT',
    );
  const number = (name: 'beginHour' | 'beginMinute' | 'endHour' | 'endMinute', most: number): number | null => {
    const value = given[name] ?? null;
    if (value !== null && (!Number.isInteger(value) || value < 0 || value > most)) {
      throw new InvalidInputError(
        ['timeLimits', index, name],
        `Must be a whole number from 0 to ${most}`,
        'TIME_LIMIT',
      );
    }
    return value;
  };
  return {
    day,
    beginHour: number('beginHour', 24),
    beginMinute: number('beginMinute', 59),
    endHour: number('endHour', 24),
    endMinute: number('endMinute', 59),
  };
}

const minutes = (hour: number | null, minute: number | null): number => (hour ?? 0) * 60 + (minute ?? 0);

/**
 * Whether a code may be used at that moment when the hours are enforced. HOLIDAY is shown and never enforced: there is no calendar of holidays.
 * A span whose end is not after its begin runs past midnight.
 */
export function isWithinTimeLimits(limits: readonly TimeLimit[], at: Date, timeZone: string): boolean {
  const weekly = limits.filter(({ day }) => day !== 'HOLIDAY');
  if (weekly.length === 0) return true;
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  const now = local.hour * 60 + local.minute;
  const isOn = (limit: TimeLimit, dayIndex: number): boolean => limit.day === WEEKDAYS[(dayIndex + 7) % 7];
  const today = local.weekday - 1;
  return weekly.some((limit) => {
    const begin = minutes(limit.beginHour, limit.beginMinute);
    const end = limit.endHour === null ? 24 * 60 : minutes(limit.endHour, limit.endMinute);
    if (end > begin) return isOn(limit, today) && begin <= now && now < end;
    return (isOn(limit, today) && now >= begin) || (isOn(limit, today - 1) && now < end);
  });
}
