/** The languages that the console speaks. */
export type Language = 'zh-CN' | 'en';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes as long as using it a hundred times. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([language, options]);
  const known = formats.get(name) ?? new Intl.DateTimeFormat(language, options);
  formats.set(name, known);
  return known;
}

type Shown = { timeZone: string; language: Language };

const DATE = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** `2026/11/24 22:17:50`. */
export const timeText = (iso: string, { timeZone, language }: Shown): string =>
  formatOf(language, { ...DATE, ...CLOCK, timeZone }).format(new Date(iso));

/** `22:17:50` of today, with the date before it on any other day. */
export function shortTimeText(iso: string, shown: Shown & { now: Date }): string {
  const { timeZone, language, now } = shown;
  const time = new Date(iso);
  if (dayOf(time, timeZone) !== dayOf(now, timeZone)) {
    return formatOf(language, {
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }).format(time);
  }
  return formatOf(language, { ...CLOCK, timeZone }).format(time);
}

/** `2026-11-24` in that zone. */
export function dayOf(time: Date, timeZone: string): string {
  const parts = formatOf('en-CA', { ...DATE, timeZone }).formatToParts(time);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The last day on which something that ends (exclusive) at that moment can be used. */
export const lastDayOf = (until: string, timeZone: string): string => dayOf(new Date(Date.parse(until) - 1), timeZone);

/** The day before or after: `2026-12-31` and 1 give `2027-01-01`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** Minutes that the zone's clock is before UTC at that moment. */
function offsetMinutes(time: Date, timeZone: string): number {
  const parts = formatOf('en-US', { ...DATE, ...CLOCK, timeZone }).formatToParts(time);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((local - Math.trunc(time.getTime() / 1000) * 1000) / 60_000);
}

/** When a day begins in the zone, as a time of RFC 3339. */
export function startOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const first = midnight - offsetMinutes(new Date(midnight), timeZone) * 60_000;
  // The clock may have been changed between the guess and the day's true beginning.
  return new Date(midnight - offsetMinutes(new Date(first), timeZone) * 60_000).toISOString();
}

const CLOCK_FORM = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/;

/** A time as a control gives it, on the zone's clock, as one of RFC 3339; null when it is none. */
export function momentOf(clock: string, timeZone: string): string | null {
  const [, day = '', hours, minutes] = CLOCK_FORM.exec(clock) ?? [];
  if (!isDay(day)) return null;
  const asUtc = Date.parse(`${day}T00:00:00Z`) + (Number(hours) * 60 + Number(minutes)) * 60_000;
  const first = asUtc - offsetMinutes(new Date(asUtc), timeZone) * 60_000;
  return new Date(asUtc - offsetMinutes(new Date(first), timeZone) * 60_000).toISOString();
}

/** `2026-12-01T08:30` on the zone's clock: what a control for date and time takes. */
export function clockOf(iso: string, timeZone: string): string {
  const time = new Date(iso);
  return new Date(time.getTime() + offsetMinutes(time, timeZone) * 60_000).toISOString().slice(0, 16);
}

/** `2026/12/01 08:30`: a time that somebody will keep to. */
export const minuteText = (iso: string, { timeZone, language }: Shown): string =>
  formatOf(language, { ...DATE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(iso));

/** Whether there is such a time, and it lies ahead. */
export const isToCome = (iso: string | null): iso is string => iso !== null && Date.parse(iso) > Date.now();
