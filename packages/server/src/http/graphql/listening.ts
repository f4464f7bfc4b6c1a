import type { Identity } from '../../domain/access/index.ts';
import { DoorRefusal } from '../door-refusal.ts';

/** How many subscriptions are open, for each user and for each key or person. */
export type Listening = {
  /**
   * Counts one more until `ended` aborts.
   * @throws DoorRefusal THROTTLED when there are too many
   */
  count: (identity: Identity, ended: AbortSignal) => void;
};

/** A page has one, but those of a phone that has changed its network end only when the old connection does. */
const MOST_OF_A_USER = 100;
/** Each takes about 20 KB. */
const MOST_OF_A_CREDENTIAL = 5_000;

export function createListening(): Listening {
  const counts = new Map<string, number>();
  return {
    count: ({ actor }, ended) => {
      if (ended.aborted) return;
      const [who, most] = boundOf(actor);
      const count = counts.get(who) ?? 0;
      if (count >= most) throw new DoorRefusal(429, 'THROTTLED', `At most ${most} subscriptions are open at once`);
      counts.set(who, count + 1);
      ended.addEventListener('abort', () => letGo(counts, who), { once: true });
    },
  };
}

function boundOf(actor: Identity['actor']): [who: string, most: number] {
  if (actor.kind === 'system') return ['system', MOST_OF_A_CREDENTIAL];
  if (actor.kind === 'user') return [`${actor.merchantId}:${actor.openid}`, MOST_OF_A_USER];
  return [actor.id, MOST_OF_A_CREDENTIAL];
}

function letGo(counts: Map<string, number>, who: string): void {
  const left = (counts.get(who) ?? 1) - 1;
  if (left > 0) counts.set(who, left);
  else counts.delete(who);
}
