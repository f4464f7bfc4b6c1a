import { percentile } from '../figures/statistics.ts';
import type { Figures } from './job.ts';

/** Before the measured time: connections open, the first compiled code runs. */
const LEAD_IN_MS = 250;

export type LoopOptions = {
  clients: number;
  seconds: number;
  /** Operations that there are; the loop ends when all are done. */
  most: number;
  /** Called when the measured time begins. */
  onBegin: () => void;
};

type Loop = {
  startedAt: number;
  beganAt: number | null;
  endsAt: number;
  issued: number;
  finishedAt: number;
  latencies: number[];
};

/** Each client sends its next operation when it has the answer to the last one. The first failure ends the loop. */
export async function closedLoop(options: LoopOptions, operate: (nth: number) => Promise<unknown>): Promise<Figures> {
  const startedAt = performance.now();
  const endsAt = startedAt + LEAD_IN_MS + options.seconds * 1000;
  const loop: Loop = { startedAt, beganAt: null, endsAt, issued: 0, finishedAt: startedAt, latencies: [] };
  const begin = setTimeout(() => {
    Object.assign(loop, { beganAt: performance.now(), latencies: [] });
    options.onBegin();
  }, LEAD_IN_MS);
  try {
    await Promise.all(Array.from({ length: options.clients }, () => client(loop, options, operate)));
  } finally {
    // A client that failed has rejected already; the others must not go on.
    loop.endsAt = 0;
    clearTimeout(begin);
  }
  return figuresOf(loop);
}

async function client(
  loop: Loop,
  { most, clients }: LoopOptions,
  operate: (nth: number) => Promise<unknown>,
): Promise<void> {
  while (loop.issued < most && performance.now() < loop.endsAt) {
    const nth = loop.issued;
    loop.issued += 1;
    const sentAt = performance.now();
    await operate(nth);
    const answeredAt = performance.now();
    // Of a very slow target each client's first answer counts, however late.
    if (answeredAt > loop.endsAt && loop.latencies.length >= clients) return;
    loop.latencies.push(answeredAt - sentAt);
    loop.finishedAt = answeredAt;
  }
}

/** What was all used up before the measured time began is measured from its start. */
function figuresOf({ startedAt, beganAt, finishedAt, latencies }: Loop): Figures {
  if (latencies.length === 0) throw new Error('Nothing was done in the measured time');
  const sorted = latencies.sort((a, b) => a - b);
  return {
    operations: sorted.length,
    seconds: (finishedAt - (beganAt ?? startedAt)) / 1000,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
  };
}
