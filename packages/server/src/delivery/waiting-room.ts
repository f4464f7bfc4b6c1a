/** Followers who wait, each for some topics. */
export type WaitingRoom = {
  /** Resolves with the number that the waker gives; null: the signal aborted first. */
  wait(topics: readonly string[], signal: AbortSignal): Promise<bigint | null>;
  /** Wakes who waits for one of the topics. */
  wake(topics: ReadonlySet<string>, upTo: bigint): void;
  wakeAll(upTo: bigint): void;
};

type Waiter = { topics: readonly string[]; end: (upTo: bigint | null) => void };

/** What an event costs grows with those who wait for it, not with all who wait. */
export function createWaitingRoom(): WaitingRoom {
  const byTopic = new Map<string, Set<Waiter>>();
  const everybody = new Set<Waiter>();
  const enter = (waiter: Waiter): void => {
    everybody.add(waiter);
    for (const topic of waiter.topics) {
      const known = byTopic.get(topic);
      if (known) known.add(waiter);
      else byTopic.set(topic, new Set([waiter]));
    }
  };
  const leave = (waiter: Waiter): void => {
    everybody.delete(waiter);
    for (const topic of waiter.topics) {
      const known = byTopic.get(topic);
      known?.delete(waiter);
      if (known?.size === 0) byTopic.delete(topic);
    }
  };
  const wakeEach = (waiters: Iterable<Waiter>, upTo: bigint): void => {
    for (const waiter of [...waiters]) waiter.end(upTo);
  };
  return {
    wait: (topics, signal) =>
      new Promise((resolve) => {
        const onAbort = (): void => waiter.end(null);
        const waiter: Waiter = {
          topics,
          end: (upTo) => {
            leave(waiter);
            signal.removeEventListener('abort', onAbort);
            resolve(upTo);
          },
        };
        enter(waiter);
        signal.addEventListener('abort', onAbort);
      }),
    wake: (topics, upTo) => {
      for (const topic of topics) wakeEach(byTopic.get(topic) ?? [], upTo);
    },
    wakeAll: (upTo) => wakeEach(everybody, upTo),
  };
}
