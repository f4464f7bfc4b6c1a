import type { DomainContext } from '../domain/kit/context.ts';
import {
  dueEndpoints,
  hasWebhookWork,
  queueNextEvents,
  sendDelivery,
  takeDeliveries,
  type TakenDelivery,
} from '../domain/webhooks/index.ts';
import { createBell } from './bell.ts';

export type WebhookSender = {
  /** Says that there may be something to send. Cheap, never throws; many calls within a moment make one look. */
  wake: () => void;
  /** Gives back what is under way, and ends. */
  stop: () => Promise<void>;
};

/** Catches what no wake told of, and what is due again. */
const POLL_MS = 500;
const PAUSE_AFTER_FAILURE_MS = 1_000;
/** Events that get their numbers within this are queued together; the first after a quiet time waits for none. */
const GATHER_MS = 25;
const MOST_AT_ONCE = 128;
/** One endpoint that is slow leaves room for the others. */
const MOST_AT_ONCE_EACH = 16;
/** Pages of events that are queued before it is looked what can be sent. */
const PAGES_AT_ONCE = 20;

type Options = {
  /** Asked each time: its fields change. */
  root: () => Omit<DomainContext, 'actor'>;
  onError: (error: unknown) => void;
};

/** Queues events for endpoints and sends what is due, many at once, a few to each endpoint; any number of instances may. */
export function startWebhookSender({ root, onError }: Options): WebhookSender {
  const bell = createBell();
  const wake = gathered(() => bell.ring());
  const stopper = new AbortController();
  const underWay = createCounts();
  const send = async (taken: TakenDelivery): Promise<void> => {
    const leave = underWay.enter(taken.endpoint.id);
    try {
      await sendDelivery(root(), taken, stopper.signal);
    } catch (error) {
      onError(error);
    } finally {
      leave();
      bell.ring();
    }
  };
  const runOnce = async (): Promise<void> => {
    if (!(await hasWebhookWork(root()))) return;
    for (let pages = 0; pages < PAGES_AT_ONCE && (await queueNextEvents(root())); pages += 1);
    const endpoints = await dueEndpoints(root());
    // Those that have least under way come first.
    for (const endpoint of endpoints.toSorted((one, other) => underWay.of(one.id) - underWay.of(other.id))) {
      const room = Math.min(MOST_AT_ONCE - underWay.total(), MOST_AT_ONCE_EACH - underWay.of(endpoint.id));
      if (room <= 0 || stopper.signal.aborted) continue;
      for (const taken of await takeDeliveries(root(), endpoint, room)) void send(taken);
    }
  };
  const loop = async (): Promise<void> => {
    while (!stopper.signal.aborted) {
      const hasFailed = await runOnce().then(
        () => false,
        (error: unknown) => {
          onError(error);
          return true;
        },
      );
      await bell.ringOr(hasFailed ? PAUSE_AFTER_FAILURE_MS : POLL_MS);
    }
  };
  const running = loop();
  return {
    wake: wake.run,
    stop: async () => {
      wake.stop();
      stopper.abort();
      bell.ring();
      await running;
      await underWay.emptied();
    },
  };
}

/** Does it at once, or with all calls of the moment after the last time. */
function gathered(work: () => void): { run: () => void; stop: () => void } {
  let nextAt = 0;
  let waiting: NodeJS.Timeout | undefined;
  const go = (): void => {
    waiting = undefined;
    nextAt = performance.now() + GATHER_MS;
    work();
  };
  return {
    run: () => {
      const wait = nextAt - performance.now();
      if (wait <= 0) go();
      else waiting ??= setTimeout(go, wait);
    },
    stop: () => clearTimeout(waiting),
  };
}

/** How many are under way, in all and to each endpoint. */
function createCounts() {
  const counts = new Map<string, number>();
  let total = 0;
  let onEmpty: () => void = () => undefined;
  const add = (id: string, change: number): void => {
    const count = (counts.get(id) ?? 0) + change;
    if (count === 0) counts.delete(id);
    else counts.set(id, count);
    total += change;
    if (total === 0) onEmpty();
  };
  return {
    enter: (id: string): (() => void) => {
      add(id, 1);
      return () => add(id, -1);
    },
    of: (id: string): number => counts.get(id) ?? 0,
    total: (): number => total,
    emptied: (): Promise<void> => (total === 0 ? Promise.resolve() : new Promise((resolve) => (onEmpty = resolve))),
  };
}
