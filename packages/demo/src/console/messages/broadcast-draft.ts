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

/** Where in the form a path of the server is shown; null: at no field. */
export function broadcastFieldOf([first, second]: readonly string[]): string | null {
  if (first === 'audience') return second === 'openids' ? 'openids' : 'audience';
  return first === 'text' || first === 'cardId' ? first : null;
}

/** The user that a path of the server is about, and the line on which it is written, counted from 1; null: about none. */
export function wrongOpenid(
  [first, second, index]: readonly string[],
  written: string,
): { line: number; openid: string } | null {
  if (first !== 'audience' || second !== 'openids' || index === undefined) return null;
  const openid = openidsIn(written)[Number(index)];
  if (openid === undefined) return null;
  const line = written.split('\n').findIndex((text) => openidsIn(text).includes(openid)) + 1;
  return { line, openid };
}
