import type { Card } from '../../generated/prisma/client.ts';
import type { StoredEntry } from './card-links.rules.ts';
import type { TimeLimit } from './card-time-limits.rules.ts';

export type CardEntries = { center: StoredEntry | null; custom: StoredEntry | null; promotion: StoredEntry | null };

// All are JSON of our own writing, checked by the rules before it was stored.
export const entriesOf = (card: Pick<Card, 'entries'>): CardEntries => card.entries as CardEntries;
// See above.
export const textImagesOf = (card: Pick<Card, 'textImages'>): { imageUrl: string; text: string }[] =>
  card.textImages as { imageUrl: string; text: string }[];
// See above.
export const timeLimitsOf = (card: Pick<Card, 'timeLimits'>): TimeLimit[] => card.timeLimits as TimeLimit[];
