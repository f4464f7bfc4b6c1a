import { ThrottledError } from './errors.ts';

/**
 * Work of one kind that is done many at a time. What comes while nothing is under way is done at once and alone; what
 * comes while its lane is busy waits and goes together with others of its kind: batches form by themselves, no timer.
 */
export type Lanes<Order, Verdict> = {
  /** Settles with the order's own verdict. Throws ThrottledError when too many wait already; nothing was done then. */
  put(order: Order): Promise<Verdict>;
  /** Orders that wait or are under way. */
  count(): number;
};

export type LanesOptions<Order, Verdict> = {
  /** Does a batch as one: one verdict for each order, in their order, or nothing is done and it throws. */
  run: (orders: readonly Order[]) => Promise<readonly Verdict[]>;
  /** Orders of one lane are done in their order, and never two batches of a lane at a time. */
  laneOf: (order: Order) => string;
  /** Orders that share one of these never go in the same batch. */
  apartBy: (order: Order) => readonly string[];
};

/** Batches under way at once, over all lanes. */
const MOST_BATCHES = 4;
const MOST_IN_BATCH = 250;
/** Beyond these an answer would come too late to be of use; one lane that everybody wants leaves room for the others. */
const MOST_WAITING_IN_LANE = 2_000;
const MOST_WAITING = 5_000;
const RETRY_AFTER_MS = 1_000;

type Waiting<Order, Verdict> = {
  order: Order;
  lane: string;
  settle: (verdict: Verdict) => void;
  fail: (error: unknown) => void;
};

/** Opens lanes. A batch that fails is done again one by one, so that one bad order never fails its neighbours. */
export function createLanes<Order, Verdict>(options: LanesOptions<Order, Verdict>): Lanes<Order, Verdict> {
  const state: State<Order, Verdict> = { queues: new Map(), busy: new Set(), batches: 0, waiting: 0 };
  const next = (): void => {
    while (state.batches < MOST_BATCHES) {
      const batch = takeBatch(state, options.apartBy);
      if (batch.length === 0) return;
      void go(batch);
    }
  };
  const go = async (batch: Batch<Order, Verdict>): Promise<void> => {
    state.batches += 1;
    const lanes = new Set(batch.map(({ lane }) => lane));
    for (const lane of lanes) state.busy.add(lane);
    await runBatch(batch, options.run);
    for (const lane of lanes) state.busy.delete(lane);
    state.batches -= 1;
    state.waiting -= batch.length;
    next();
  };
  return {
    count: () => state.waiting,
    put: (order) => {
      const lane = options.laneOf(order);
      const queue = state.queues.get(lane) ?? [];
      if (state.waiting >= MOST_WAITING || queue.length >= MOST_WAITING_IN_LANE)
        return Promise.reject(new ThrottledError(RETRY_AFTER_MS));
      return new Promise((settle, fail) => {
        state.waiting += 1;
        if (queue.length === 0) state.queues.set(lane, queue);
        queue.push({ order, lane, settle, fail });
        next();
      });
    },
  };
}

type Batch<Order, Verdict> = readonly Waiting<Order, Verdict>[];
type State<Order, Verdict> = {
  /** What waits, by lane; a lane without any is not there. */
  queues: Map<string, Waiting<Order, Verdict>[]>;
  busy: Set<string>;
  batches: number;
  waiting: number;
};

/** The first that wait in lanes that are free, as many as fit. */
function takeBatch<Order, Verdict>(
  { queues, busy }: State<Order, Verdict>,
  apartBy: LanesOptions<Order, Verdict>['apartBy'],
): Batch<Order, Verdict> {
  const batch: Waiting<Order, Verdict>[] = [];
  const taken = new Set<string>();
  for (const [lane, queue] of queues) {
    if (batch.length === MOST_IN_BATCH) break;
    if (busy.has(lane)) continue;
    const rest = pick(queue, batch, (order) => isApart(apartBy(order), taken));
    if (rest.length === 0) queues.delete(lane);
    else queues.set(lane, rest);
  }
  return batch;
}

/** Moves what may go from a queue into the batch; returns what stays. */
function pick<Order, Verdict>(
  queue: readonly Waiting<Order, Verdict>[],
  batch: Waiting<Order, Verdict>[],
  mayGo: (order: Order) => boolean,
): Waiting<Order, Verdict>[] {
  for (const [place, waiting] of queue.entries()) {
    // What comes after one that has to wait waits too: a lane keeps its order.
    if (batch.length === MOST_IN_BATCH || !mayGo(waiting.order)) return queue.slice(place);
    batch.push(waiting);
  }
  return [];
}

function isApart(keys: readonly string[], taken: Set<string>): boolean {
  if (keys.some((key) => taken.has(key))) return false;
  for (const key of keys) taken.add(key);
  return true;
}

async function runBatch<Order, Verdict>(
  batch: Batch<Order, Verdict>,
  run: LanesOptions<Order, Verdict>['run'],
): Promise<void> {
  try {
    const verdicts = await run(batch.map(({ order }) => order));
    for (const [place, { settle, fail }] of batch.entries()) {
      const verdict = verdicts[place];
      if (verdict === undefined) fail(new Error('A batch that left an order without a verdict'));
      else settle(verdict);
    }
  } catch (error) {
    const [first] = batch;
    if (batch.length === 1) first?.fail(error);
    else for (const waiting of batch) await runBatch([waiting], run);
  }
}
