import type { BroadcastSendInput } from '../../generated/console.ts';
import { openidsIn } from '../people/openids.ts';

/** A broadcast while it is being written. */
export type BroadcastDraft = { cardId: string; audience: 'everyone' | 'listed'; openids: string; text: string };

export const emptyBroadcast: BroadcastDraft = { cardId: '', audience: 'listed', openids: '', text: '' };

export type BroadcastFault = 'missingCard' | 'missingUsers';

/** What the server would refuse anyway, by field. */
export function checkBroadcast({ cardId, audience, openids }: BroadcastDraft): Map<string, BroadcastFault> {
  const faults = new Map<string, BroadcastFault>();
  if (cardId === '') faults.set('cardId', 'missingCard');
  if (audience === 'listed' && openidsIn(openids).length === 0) faults.set('openids', 'missingUsers');
  return faults;
}

/** A draft as the server takes it. */
export const broadcastInputOf = (
  { cardId, audience, openids, text }: BroadcastDraft,
  idempotencyKey: string,
): BroadcastSendInput => ({
  cardId,
  audience: audience === 'everyone' ? { everyone: true } : { openids: openidsIn(openids) },
  text: text.trim() === '' ? null : text.trim(),
  idempotencyKey,
});

/** Where in the form a path of the server is shown. */
export function broadcastFieldOf([first, second]: readonly string[]): string {
  if (first === 'audience') return second === 'openids' ? 'openids' : 'audience';
  return first === 'text' ? 'text' : 'cardId';
}
