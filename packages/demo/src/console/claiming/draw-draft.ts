import { clockOf, momentOf } from '../format/time.ts';

/** A draw as it stands in the controls: times on the merchant's clock. */
export type DrawDraft = { opensAt: string; closesAt: string; pieces: string };

type DrawFault = 'needsTime' | 'wrongOrder' | 'tooLong' | 'wrongPieces';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 31 * 24 * HOUR_MS;

/** Opens at the second full hour from now, for one hour. */
export function emptyDraw(now: Date, timeZone: string): DrawDraft {
  const opens = (Math.floor(now.getTime() / HOUR_MS) + 2) * HOUR_MS;
  const clock = (at: number): string => clockOf(new Date(at).toISOString(), timeZone);
  return { opensAt: clock(opens), closesAt: clock(opens + HOUR_MS), pieces: '' };
}

const piecesIn = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** What the server would surely refuse, by field; whether it is too soon is for the server's clock to say. */
export function checkDraw(
  { opensAt, closesAt, pieces }: DrawDraft,
  { left, timeZone }: { left: number; timeZone: string },
): Partial<Record<keyof DrawDraft, DrawFault>> {
  const [opens, closes] = [opensAt, closesAt].map((clock) => momentOf(clock, timeZone));
  const lastsMs = Date.parse(closes ?? '') - Date.parse(opens ?? '');
  const count = piecesIn(pieces);
  return {
    ...(opens ? {} : { opensAt: 'needsTime' as const }),
    ...(closes ? {} : { closesAt: 'needsTime' as const }),
    ...(lastsMs <= 0 ? { closesAt: 'wrongOrder' as const } : {}),
    ...(lastsMs > LONGEST_MS ? { closesAt: 'tooLong' as const } : {}),
    ...(count >= 1 && count <= left ? {} : { pieces: 'wrongPieces' as const }),
  };
}

/** The draft as the server takes it, once nothing is wrong with it. */
export const inputOfDraw = (cardId: string, { opensAt, closesAt, pieces }: DrawDraft, timeZone: string) => ({
  cardId,
  opensAt: momentOf(opensAt, timeZone) ?? '',
  closesAt: momentOf(closesAt, timeZone) ?? '',
  pieces: piecesIn(pieces),
});
