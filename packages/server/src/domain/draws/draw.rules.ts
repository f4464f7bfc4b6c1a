import { createHash } from 'node:crypto';
import { InvalidInputError } from '../kit/errors.ts';

/** Whoever has claimed just before it was set up has got the answer by then. */
const LEAST_LEAD_MS = 10_000;
const LONGEST_MS = 31 * 86_400_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Published before anybody enters. */
export const seedHashOf = (seed: string): string => sha256(seed);

/** By what is hidden in the ticket: the call that entered has chosen it. */
export type Entrant = { id: string; drawId: string; openid: string; idempotencyKey: string | null };

/** The key by which the claim of an entry is made. */
export const claimKeyOf = ({ id, idempotencyKey }: Pick<Entrant, 'id' | 'idempotencyKey'>): string =>
  idempotencyKey ?? id;

/** What is hashed to the ticket, for the entrant alone: the key keeps who knows openids from finding their tickets. */
export const ticketSourceOf = (entrant: Entrant): string =>
  `${entrant.drawId}:${entrant.openid}:${claimKeyOf(entrant)}`;

/** The server has no choice in it; the entrant has, who does not know the seed. */
export const ticketOf = (entrant: Entrant): string => sha256(ticketSourceOf(entrant));

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
