import { createHash } from 'node:crypto';
import { InvalidInputError } from '../kit/errors.ts';

/** Every process knows of a draw before it opens: they look for it every two seconds. */
const LEAST_LEAD_MS = 10_000;
const LONGEST_MS = 31 * 86_400_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Published before anybody enters. */
export const seedHashOf = (seed: string): string => sha256(seed);

/** Follows from draw and user alone: neither user nor server can try for a better one. */
export const ticketOf = (drawId: string, openid: string): string => sha256(`${drawId}:${openid}`);

/** Entries stand in the order of these. */
export const lotHashOf = (seed: string, ticket: string): string => sha256(`${seed}:${ticket}`);

export type DrawWindow = { opensAt: Date; closesAt: Date };
export type DrawPhase = 'AHEAD' | 'OPEN' | 'DRAWING' | 'ENDED' | 'CANCELLED';

/** Where a draw stands; the window is half-open. */
export function phaseOf(draw: DrawWindow & { endedAt: Date | null; cancelledAt: Date | null }, at: Date): DrawPhase {
  if (draw.cancelledAt !== null) return 'CANCELLED';
  if (draw.endedAt !== null) return 'ENDED';
  if (at < draw.opensAt) return 'AHEAD';
  return at < draw.closesAt ? 'OPEN' : 'DRAWING';
}

/** Throws {@link InvalidInputError} with the field that is at fault. */
export function assertWindow({ opensAt, closesAt }: DrawWindow, at: Date): void {
  if (opensAt.getTime() < at.getTime() + LEAST_LEAD_MS)
    throw new InvalidInputError(['opensAt'], 'A draw opens 10 seconds from now or later', 'TIME');
  if (closesAt <= opensAt) throw new InvalidInputError(['closesAt'], 'A draw closes after it opens', 'TIME');
  if (closesAt.getTime() - opensAt.getTime() > LONGEST_MS)
    throw new InvalidInputError(['closesAt'], 'A draw is open for 31 days at most', 'TIME');
}
