import { ThrottledError } from './errors.ts';

/**
 * Work of one kind that is done many at a time. What comes while nothing is under way is done at once and alone; what
 * comes while its lane is busy waits and goes together with others of its kind: batches form by themselves.
 */
export type Lanes<Order, Verdict> = {
  /** Settles with the order's own verdict. Throws ThrottledError when too many wait already; nothing was done then. */
  put(order: Order): Promise<Verdict>;
  /** Does work of another kind when its turn in the lane comes, with nothing else of the lane beside it. Throws as `put` does. */
  alone<T>(lane: string, work: () => Promise<T>): Promise<T>;
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
  /** Whether a batch may have failed for one of its orders; anything else failed for all. Always unless given. */
  isOfOne?: (error: unknown) => boolean;
  /**
   * So many orders that wait in free lanes are worth a batch beside one that is under way; fewer wait for its end, and no
   * longer than {@link PATIENCE_MS}. 1 unless given. With many lanes most would go alone else, and pay for a batch each.
   */
  besideFrom?: number;
};

/** Batches under way at once, over all lanes. */
const MOST_BATCHES = 4;
const MOST_IN_BATCH = 250;
/** A batch that waits for a lock must not hold up what has nothing to do with it. */
const PATIENCE_MS = 20;
/** Beyond these an answer would come too late to be of use; one lane that everybody wants leaves room for the others. */
const MOST_WAITING_IN_LANE = 2_000;
const MOST_WAITING = 5_000;
const RETRY_AFTER_MS = 1_000;

type Ordered<Order, Verdict> = {
  order: Order;
  settle: (verdict: Verdict) => void;
  fail: (error: unknown) => void;
};
type Alone = { work: () => Promise<void> };
type Waiting<Order, Verdict> = { lane: string } & (Ordered<Order, Verdict> | Alone);
type Batch<Order, Verdict> = readonly Waiting<Order, Verdict>[];

type State<Order, Verdict> = {
  /** What waits, by lane; a lane without any is not there. */
  queues: Map<string, Waiting<Order, Verdict>[]>;
  busy: Set<string>;
  batches: number;
  waiting: number;
};

/** Opens lanes. A batch that fails for one of its orders is done again one by one: a bad one never fails its neighbours. */
export function createLanes<Order, Verdict>(options: LanesOptions<Order, Verdict>): Lanes<Order, Verdict> {
  const state: State<Order, Verdict> = { queues: new Map(), busy: new Set(), batches: 0, waiting: 0 };
  const { besideFrom = 1 } = options;
  let patience: NodeJS.Timeout | undefined;
  const next = (): void => {
    while (state.batches < MOST_BATCHES) {
      const free = freeOf(state, besideFrom);
      const isWorthIt = state.batches === 0 || free >= besideFrom;
      if (free > 0 && !isWorthIt) patience ??= setTimeout(beginAndLook, PATIENCE_MS);
      if (free === 0 || !isWorthIt || !start()) return;
    }
  };
  /** What comes first may be work alone, which takes no slot and leaves the others waiting. */
  const beginAndLook = (): void => {
    if (start()) next();
  };
  const start = (): boolean => {
    clearTimeout(patience);
    patience = undefined;
    const batch = state.batches < MOST_BATCHES ? takeBatch(state, options.apartBy) : [];
    if (batch.length > 0) void go(batch);
    return batch.length > 0;
  };
  const go = async (batch: Batch<Order, Verdict>): Promise<void> => {
    // Work alone has a connection of its own; what it waits for must hold up no other lane.
    const slots = batch.some((waiting) => 'work' in waiting) ? 0 : 1;
    state.batches += slots;
    const lanes = new Set(batch.map(({ lane }) => lane));
    for (const lane of lanes) state.busy.add(lane);
    await runBatch(batch, options);
    for (const lane of lanes) state.busy.delete(lane);
    state.batches -= slots;
    state.waiting -= batch.length;
    next();
  };
  const stand = (waiting: Waiting<Order, Verdict>): void => {
    const queue = state.queues.get(waiting.lane) ?? [];
    if (queue.length === 0) state.queues.set(waiting.lane, queue);
    queue.push(waiting);
    state.waiting += 1;
    next();
  };
  const assertRoom = (lane: string): void => {
    const inLane = state.queues.get(lane)?.length ?? 0;
    if (state.waiting >= MOST_WAITING || inLane >= MOST_WAITING_IN_LANE) throw new ThrottledError(RETRY_AFTER_MS);
  };
  return {
    count: () => state.waiting,
    put: async (order) => {
      const lane = options.laneOf(order);
      assertRoom(lane);
      return new Promise((settle, fail) => stand({ lane, order, settle, fail }));
    },
    alone: async (lane, work) => {
      assertRoom(lane);
      return new Promise((settle, fail) => stand({ lane, work: () => work().then(settle, fail) }));
    },
  };
}

/** How many wait in lanes that are free, counted up to `most`. */
function freeOf<Order, Verdict>({ queues, busy }: State<Order, Verdict>, most: number): number {
  let count = 0;
  for (const [lane, queue] of queues) {
    if (!busy.has(lane)) count += queue.length;
    if (count >= most) break;
  }
  return count;
}

/** The first that wait in lanes that are free, as many as fit. */
function takeBatch<Order, Verdict>(
  { queues, busy }: State<Order, Verdict>,
  apartBy: LanesOptions<Order, Verdict>['apartBy'],
): Batch<Order, Verdict> {
  const batch: Waiting<Order, Verdict>[] = [];
  const taken = new Set<string>();
  const left: [string, Waiting<Order, Verdict>[]][] = [];
  for (const [lane, queue] of queues) {
    if (batch.length === MOST_IN_BATCH) break;
    if (busy.has(lane)) continue;
    const rest = pick(queue, batch, (order) => isApart(apartBy(order), taken));
    if (rest.length === queue.length) continue;
    queues.delete(lane);
    if (rest.length > 0) left.push([lane, rest]);
    if (batch.some((waiting) => 'work' in waiting)) break;
  }
  // Behind all others: lanes that everybody wants never have nothing to do, and others would wait for ever.
  for (const [lane, rest] of left) queues.set(lane, rest);
  return batch;
}

/** Moves what may go from a queue into the batch; returns what stays. What comes after one that has to wait waits too. */
function pick<Order, Verdict>(
  queue: Waiting<Order, Verdict>[],
  batch: Waiting<Order, Verdict>[],
  mayGo: (order: Order) => boolean,
): Waiting<Order, Verdict>[] {
  for (const [place, waiting] of queue.entries()) {
    const isAlone = 'work' in waiting;
    const fits = isAlone ? batch.length === 0 : batch.length < MOST_IN_BATCH && mayGo(waiting.order);
    if (!fits) return queue.slice(place);
    batch.push(waiting);
    if (isAlone) return queue.slice(place + 1);
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
  options: Pick<LanesOptions<Order, Verdict>, 'run' | 'isOfOne'>,
): Promise<void> {
  const [first] = batch;
  if (first !== undefined && 'work' in first) return first.work();
  const ordered = batch.filter((waiting) => 'order' in waiting);
  try {
    const verdicts = await options.run(ordered.map(({ order }) => order));
    for (const [place, { settle, fail }] of ordered.entries()) {
      const verdict = verdicts[place];
      if (verdict === undefined) fail(new Error('A batch that left an order without a verdict'));
      else settle(verdict);
    }
  } catch (error) {
    const isOfAll = ordered.length === 1 || options.isOfOne?.(error) === false;
    if (isOfAll) for (const { fail } of ordered) fail(error);
    else for (const waiting of ordered) await runBatch([waiting], options);
  }
}
