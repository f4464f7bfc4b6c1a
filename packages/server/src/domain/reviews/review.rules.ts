import { DateTime } from 'luxon';
import type { Merchant, Review, ReviewSubject } from '../../generated/prisma/client.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { fitsWidth, isBlank, isPlainText } from '../kit/text.ts';

const MOST_REASONS = 20;
const REASON_WIDTH = 200;
/** Working days in which the NORMAL channel decides (M4). */
const WORKING_DAYS = { CARD: 3, STORE: 1 } satisfies Record<ReviewSubject, number>;
const SATURDAY = 6;

type Reviewed = Pick<Merchant, 'fastReviewClosedUntil' | 'timeZone'>;

/** Whether what the merchant makes or changes is approved at once (M4). */
export const isFastReviewOpen = ({ fastReviewClosedUntil }: Reviewed, at: Date): boolean =>
  fastReviewClosedUntil === null || fastReviewClosedUntil <= at;

/** When the NORMAL channel has to have decided: the end of its last working day, Monday to Friday in the merchant's zone. */
export function dueAtOf(subject: ReviewSubject, at: Date, { timeZone }: Pick<Reviewed, 'timeZone'>): Date {
  let day = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day');
  for (let left = WORKING_DAYS[subject]; left > 0; left -= day.weekday < SATURDAY ? 1 : 0) day = day.plus({ days: 1 });
  return day.plus({ days: 1 }).toJSDate();
}

export type ReviewStatus = 'OPEN' | 'APPROVED' | 'REJECTED' | 'CLOSED';

/** Where a review stands. CLOSED: nobody decided it, because a later change took its place or its subject is gone. */
export const reviewStatusOf = ({ verdict, decidedAt }: Pick<Review, 'verdict' | 'decidedAt'>): ReviewStatus =>
  verdict ?? (decidedAt === null ? 'OPEN' : 'CLOSED');

/** What the merchant is told, as it is kept; a refusal says why. Throws {@link InvalidInputError}. */
export function parseReasons(verdict: 'APPROVED' | 'REJECTED', given: readonly string[]): string[] {
  if (given.length > MOST_REASONS)
    throw new InvalidInputError(['reasons'], `At most ${MOST_REASONS} reasons`, 'TOO_LONG');
  if (verdict === 'REJECTED' && given.length === 0)
    throw new InvalidInputError(['reasons'], 'A refusal says why', 'MISSING');
  return given.map((text, index) => parseReason(text.trim(), index));
}

function parseReason(text: string, index: number): string {
  const field = ['reasons', index];
  if (isBlank(text)) throw new InvalidInputError(field, 'A reason is a text', 'MISSING');
  if (!isPlainText(text, 'many-lines')) throw new InvalidInputError(field, 'Holds a character that can not be seen');
  if (!fitsWidth(text, REASON_WIDTH))
    throw new InvalidInputError(field, `At most ${REASON_WIDTH} wide characters`, 'TOO_LONG');
  return text;
}
