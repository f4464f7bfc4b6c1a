import { startOfCalendarDay, startOfDay } from '../kit/time.ts';
import type { CardDraft, DraftWithDays } from './card-draft.ts';

/**
 * Puts times in place of bare days (C4): the begin is the start of its day, the end the end of its day, both in the
 * merchant's zone. A day that is none becomes an invalid time, which is refused in its turn.
 */
export function withTimes({ validity, ...draft }: DraftWithDays, timeZone: string): CardDraft {
  if (!validity) return { ...draft, validity: null };
  const { from, until, ...rest } = validity;
  return {
    ...draft,
    validity: { ...rest, from: timeOf(from, (day) => startOfCalendarDay(day, timeZone)), until: timeOf(until, endOf) },
  };

  // Half-open: a day ends when the next one begins.
  function endOf(day: string): Date {
    return startOfDay(startOfCalendarDay(day, timeZone), 1, timeZone);
  }
}

const timeOf = (given: Date | string | null | undefined, ofDay: (day: string) => Date): Date | null | undefined =>
  typeof given === 'string' ? ofDay(given) : given;
