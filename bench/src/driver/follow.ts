import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../figures/statistics.ts';
import type { Figures, Job, Work } from './job.ts';
import { type HangUp, listen } from './listen.ts';
import type { Operations } from './operations.ts';

type FollowWork = Extract<Work, { kind: 'follow' }>;
type Around = { operations: Operations; onBegin: () => void };

const READY_LIMIT_MS = 30_000;
const LAST_DELIVERY_LIMIT_MS = 60_000;
/** Subscriptions that begin at once. */
const ARRIVING_TOGETHER = 50;

/** Who has heard of what, and when. */
type Audience = {
  heard: Set<string>[];
  latencies: number[];
  sentAt: Map<string, number>;
  lastAt: number;
  failure: Error | null;
};

/**
 * Lets all subscribers listen, claims at a steady rate, and waits until everybody has heard of every claim once.
 * The latency is from the sending of the claim to the arrival at a subscriber.
 */
export async function follow(job: Job, work: FollowWork, { operations, onBegin }: Around): Promise<Figures> {
  const audience: Audience = {
    heard: Array.from({ length: work.subscribers }, () => new Set<string>()),
    latencies: [],
    sentAt: new Map(),
    lastAt: 0,
    failure: null,
  };
  const hangUps: HangUp[] = [];
  try {
    for (let first = 0; first < work.subscribers; first += ARRIVING_TOGETHER) {
      const nths = audience.heard.map((_, nth) => nth).slice(first, first + ARRIVING_TOGETHER);
      hangUps.push(...(await Promise.all(nths.map((nth) => takeSeat(audience, nth, { job, work })))));
    }
    await untilEverybodyHears(audience, (nth) => operations.claim(work.cardId, `${job.name}-probe-${nth}`));
    const beganAt = performance.now();
    onBegin();
    const events = await claimSteadily(audience, { job, work, operations });
    await untilAllHeard(audience, events * work.subscribers);
    return figuresOf(audience, beganAt);
  } finally {
    for (const hangUp of hangUps) hangUp();
  }
}

function takeSeat(audience: Audience, nth: number, { job, work }: { job: Job; work: FollowWork }): Promise<HangUp> {
  const heard = audience.heard[nth];
  return listen({
    endpoint: job.endpoint,
    cardId: work.cardId,
    onFailure: (error) => (audience.failure ??= error),
    onClaim: (openid) => {
      if (heard?.has(openid)) audience.failure ??= new Error(`${openid} was delivered twice`);
      heard?.add(openid);
      const sentAt = audience.sentAt.get(openid);
      if (sentAt === undefined) return;
      audience.lastAt = performance.now();
      audience.latencies.push(audience.lastAt - sentAt);
    },
  });
}

/** A server may answer before it listens: claims that are not measured show when everybody hears. */
async function untilEverybodyHears(audience: Audience, probe: (nth: number) => Promise<unknown>): Promise<void> {
  const until = performance.now() + READY_LIMIT_MS;
  for (let nth = 0; audience.heard.some((heard) => heard.size === 0); nth += 1) {
    if (performance.now() > until) throw new Error('Some subscribers hear nothing');
    await probe(nth);
    await sleep(200);
    assertGood(audience);
  }
}

async function claimSteadily(
  audience: Audience,
  { job, work, operations }: { job: Job; work: FollowWork; operations: Operations },
): Promise<number> {
  const events = Math.round(job.seconds * work.eventsPerSecond);
  const beganAt = performance.now();
  const claims: Promise<unknown>[] = [];
  for (let nth = 0; nth < events; nth += 1) {
    const dueIn = beganAt + (nth * 1000) / work.eventsPerSecond - performance.now();
    if (dueIn > 0) await sleep(dueIn);
    const openid = `${job.name}-${nth}`;
    audience.sentAt.set(openid, performance.now());
    claims.push(operations.claim(work.cardId, openid).catch((error: Error) => (audience.failure ??= error)));
  }
  await Promise.all(claims);
  return events;
}

async function untilAllHeard(audience: Audience, expected: number): Promise<void> {
  const until = performance.now() + LAST_DELIVERY_LIMIT_MS;
  while (audience.latencies.length < expected) {
    assertGood(audience);
    if (performance.now() > until) throw new Error(`${audience.latencies.length} of ${expected} were delivered`);
    await sleep(5);
  }
  assertGood(audience);
}

function assertGood({ failure }: Audience): void {
  if (failure !== null) throw failure;
}

function figuresOf({ latencies, lastAt }: Audience, beganAt: number): Figures {
  const sorted = latencies.sort((a, b) => a - b);
  return {
    operations: sorted.length,
    seconds: (lastAt - beganAt) / 1000,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
  };
}
