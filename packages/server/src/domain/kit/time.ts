import { DateTime } from 'luxon';

/** Times at or after this are refused (C4). */
export const LATEST_TIME = new Date('2038-01-19T00:00:00Z');

/** Start of the day that is `days` after the day of `at`, in the zone. */
export const startOfDay = (at: Date, days: number, timeZone: string): Date =>
  DateTime.fromJSDate(at, { zone: timeZone }).startOf('day').plus({ days }).toJSDate();

export const isTimeZone = (name: string): boolean => DateTime.local({ zone: name }).isValid;
