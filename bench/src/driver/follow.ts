import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../figures/statistics.ts';
import type { Endpoint, Figures, Job, Work } from './job.ts';
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
  /** How many listen to each card. */
  listeners: Map<string, number>;
  latencies: number[];
  sentAt: Map<string, number>;
  lastAt: number;
  failure: Error | null;
};

/**
 * Lets all subscribers listen, claims at a steady rate, and waits until everybody has heard of every claim of their card once.
 * The latency ends with the arrival at a subscriber.
 */
export async function follow(job: Job, work: FollowWork, { operations, onBegin }: Around): Promise<Figures> {
  const audience: Audience = {
    heard: Array.from({ length: work.subscribers }, () => new Set<string>()),
    listeners: new Map(),
    latencies: [],
    sentAt: new Map(),
    lastAt: 0,
    failure: null,
  };
  const hangUps: HangUp[] = [];
  const enter = async (count: number, takeSeat: (nth: number) => Promise<HangUp>): Promise<void> => {
    for (let first = 0; first < count; first += ARRIVING_TOGETHER) {
      const together = Math.min(ARRIVING_TOGETHER, count - first);
      hangUps.push(...(await Promise.all(Array.from({ length: together }, (_, nth) => takeSeat(first + nth)))));
    }
  };
  try {
    await enter(work.idle?.subscribers ?? 0, (nth) => sleepThrough(audience, nth, { job, work }));
    await enter(work.subscribers, (nth) => takeSeat(audience, nth, { job, work }));
    await untilEverybodyHears(audience, (nth) => claimEach(job, work, { operations, nth }));
    const beganAt = performance.now();
    onBegin();
    const deliveries = await claimSteadily(audience, { job, work, operations });
    await untilAllHeard(audience, deliveries);
    return figuresOf(audience, beganAt);
  } finally {
    for (const hangUp of hangUps) hangUp();
  }
}

type Seat = { job: Job; work: FollowWork };

const turn = <T>(list: readonly T[], nth: number): T | undefined => list[nth % list.length];

/** A credential may have fewer subscriptions open than there are subscribers. */
const endpointOf = ({ endpoint }: Job, nth: number): Endpoint => ({
  ...endpoint,
  key: turn(endpoint.listeningKeys ?? [], nth) ?? endpoint.key,
});

/** Who hears of nothing: a failure is all that can come. */
function sleepThrough(audience: Audience, nth: number, { job, work }: Seat): Promise<HangUp> {
  const onFailure = (error: Error): void => void (audience.failure ??= error);
  const onClaim = (openid: string): void => onFailure(new Error(`${openid} came to who listens elsewhere`));
  const cardId = turn(work.idle?.cardIds ?? [], nth) ?? '';
  return listen({ endpoint: endpointOf(job, nth), cardId, onFailure, onClaim });
}

function takeSeat(audience: Audience, nth: number, { job, work }: Seat): Promise<HangUp> {
  const heard = audience.heard[nth];
  const cardId = turn(work.cardIds, nth) ?? '';
  audience.listeners.set(cardId, (audience.listeners.get(cardId) ?? 0) + 1);
  return listen({
    endpoint: endpointOf(job, nth),
    cardId,
    onFailure: (error) => (audience.failure ??= error),
    onClaim: (openid, occurredAt) => {
      if (heard?.has(openid)) audience.failure ??= new Error(`${openid} was delivered twice`);
      heard?.add(openid);
      const sentAt = audience.sentAt.get(openid);
      if (sentAt === undefined) return;
      audience.lastAt = performance.now();
      audience.latencies.push(work.since === 'sent' ? audience.lastAt - sentAt : millisSince(occurredAt));
    },
  });
}

/** Server and driver share a machine, and so a clock. */
function millisSince(time: string | undefined): number {
  if (time === undefined) throw new Error('The server does not tell when it happened');
  return Date.now() - Date.parse(time);
}

type Probe = { operations: Operations; nth: number };

async function claimEach(job: Job, { cardIds, subscribers }: FollowWork, { operations, nth }: Probe): Promise<void> {
  const heard = cardIds.slice(0, subscribers);
  for (let first = 0; first < heard.length; first += job.clients) {
    const some = heard.slice(first, first + job.clients);
    await Promise.all(some.map((id, at) => operations.claim(id, `${job.name}-probe-${nth}-${first + at}`)));
  }
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
  let deliveries = 0;
  const events = Math.round(job.seconds * work.eventsPerSecond);
  const beganAt = performance.now();
  const claims: Promise<unknown>[] = [];
  for (let nth = 0; nth < events; nth += 1) {
    const dueIn = beganAt + (nth * 1000) / work.eventsPerSecond - performance.now();
    if (dueIn > 0) await sleep(dueIn);
    const openid = `${job.name}-${nth}`;
    const cardId = turn(work.cardIds.slice(0, work.subscribers), nth) ?? '';
    deliveries += audience.listeners.get(cardId) ?? 0;
    audience.sentAt.set(openid, performance.now());
    claims.push(operations.claim(cardId, openid).catch((error: Error) => (audience.failure ??= error)));
  }
  await Promise.all(claims);
  return deliveries;
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
