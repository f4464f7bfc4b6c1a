import { DateTime } from 'luxon';

/** Times at or after this are refused (C4). */
export const LATEST_TIME = new Date('2038-01-19T00:00:00Z');

const FIRST_STORABLE = new Date('0001-01-01T00:00:00Z');
const PAST_STORABLE = new Date('+010000-01-01T00:00:00Z');

/** False for what can't be kept or compared as a time: PostgreSQL knows no year 0, and later years no four digits. */
export const isStorableTime = (time: Date): boolean => FIRST_STORABLE <= time && time < PAST_STORABLE;

/** Start of the day that is `days` after the day of `at`, in the zone. */
export const startOfDay = (at: Date, days: number, timeZone: string): Date =>
  DateTime.fromJSDate(at, { zone: timeZone }).startOf('day').plus({ days }).toJSDate();

/** Start of a calendar day such as `2026-11-23` in the zone; an invalid time when there is no such day. */
export const startOfCalendarDay = (day: string, timeZone: string): Date =>
  DateTime.fromFormat(day, 'yyyy-MM-dd', { zone: timeZone }).startOf('day').toJSDate();

/** The calendar day of `at` in the zone, `2026-11-23`. */
export const dayOf = (at: Date, timeZone: string): string =>
  DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM-dd');

/** The last calendar day of a span that ends before `until`: what ends at midnight was good on the day before. */
export const lastDayOf = (until: Date, timeZone: string): string => dayOf(new Date(until.getTime() - 1), timeZone);

/** The month of a time in the zone: `2026-11`. */
export const monthOf = (at: Date, timeZone: string): string =>
  DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM');

export const isTimeZone = (name: string): boolean => DateTime.local({ zone: name }).isValid;
