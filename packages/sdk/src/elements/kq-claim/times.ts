/** `2026.12.01 09:30`, where the user is. */
export function minuteOf(time: string | number): string {
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16).replace(/-/g, '.').replace('T', ' ');
}

export const dayOf = (time: string | number): string => minuteOf(time).slice(0, 10);

/** Spans are half-open: what ends at midnight was good on the day before. */
export const lastDayOf = (time: string): string => dayOf(Date.parse(time) - 1);
