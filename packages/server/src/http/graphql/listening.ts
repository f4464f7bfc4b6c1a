import type { Identity } from '../../domain/access/index.ts';
import { DoorRefusal } from '../door-refusal.ts';

/** How many subscriptions each user has open. Keys and people are few and known; anybody may be a user. */
export type Listening = {
  /**
   * Counts one more until `ended` aborts.
   * @throws DoorRefusal THROTTLED when there are too many
   */
  count: (identity: Identity, ended: AbortSignal) => void;
};

/** A page has one stream; nobody has so many pages open. */
const MOST_OF_A_USER = 30;

export function createListening(): Listening {
  const counts = new Map<string, number>();
  return {
    count: ({ actor }, ended) => {
      if (actor.kind !== 'user' || ended.aborted) return;
      const user = `${actor.merchantId}:${actor.openid}`;
      const count = counts.get(user) ?? 0;
      if (count >= MOST_OF_A_USER)
        throw new DoorRefusal(429, 'THROTTLED', `A user has at most ${MOST_OF_A_USER} subscriptions open at once`);
      counts.set(user, count + 1);
      ended.addEventListener('abort', () => letGo(counts, user), { once: true });
    },
  };
}

function letGo(counts: Map<string, number>, user: string): void {
  const left = (counts.get(user) ?? 1) - 1;
  if (left > 0) counts.set(user, left);
  else counts.delete(user);
}
