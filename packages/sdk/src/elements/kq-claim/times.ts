/** `2026.12.01 09:30` in the merchant's zone; where it is not known, in the user's. Swedes write times as ISO does. */
export const minuteOf = (time: string | number, timeZone: string | undefined): string =>
  new Date(time).toLocaleString('sv', { timeZone }).slice(0, 16).replace(/-/g, '.');

export const dayOf = (time: string | number, timeZone: string | undefined): string =>
  minuteOf(time, timeZone).slice(0, 10);

/** Spans are half-open: what ends at midnight was good on the day before. */
export const lastDayOf = (time: string, timeZone: string | undefined): string => dayOf(Date.parse(time) - 1, timeZone);
