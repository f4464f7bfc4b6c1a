import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DoorRefusal, methodNotAllowed } from './door-refusal.ts';
import type { Exchange, Handler } from './exchange.ts';
import { reply } from './reply.ts';

/** Figures of one server, on a registry of its own: several servers in a process do not mix. */
export type Metrics = {
  countRequest: (answer: { route: string; method: string; status: number; seconds: number }) => void;
  /** Outcome is `OK` or the code of the refusal. */
  countOutcome: (deed: { operation: string; door: string; outcome: string }) => void;
  text: () => Promise<string>;
  contentType: string;
};

/** Asked at the moment of reading. */
export type Gauges = { sequencerLagSeconds: () => number; openConnections: () => number };

const DURATION_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'kaquan_http_request_duration_seconds',
    help: 'Time from the first header to the end of the answer',
    labelNames: ['route', 'method', 'status'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const durationOf = kept((route: string, method: string, status: string) => durations.labels(route, method, status));
  const outcomes = new Counter({
    name: 'kaquan_deeds_total',
    help: 'Claims, redemptions and other writes by door and outcome (OK or the code of the refusal)',
    labelNames: ['operation', 'door', 'outcome'],
    registers,
  });
  gauge(
    registry,
    'kaquan_sequencer_lag_seconds',
    'Age of the oldest committed event without a number',
    gauges.sequencerLagSeconds,
  );
  gauge(registry, 'kaquan_database_connections', 'Open connections of the pool', gauges.openConnections);
  return {
    countRequest: ({ route, method, status, seconds }) => durationOf(route, method, String(status)).observe(seconds),
    countOutcome: (deed) => outcomes.inc(deed),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Keeps what was made for each combination of labels, of which there are few; finding one anew is what counting costs. */
function kept<T>(make: (...labels: [string, string, string]) => T): (...labels: [string, string, string]) => T {
  const made = new Map<string, T>();
  return (...labels) => {
    const name = labels.join(' ');
    const found = made.get(name) ?? make(...labels);
    made.set(name, found);
    return found;
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [registry], collect: () => made.set(read()) });
}

/**
 * `GET /metrics` in the format of Prometheus. They tell a merchant's volume, so they answer only to this machine, to an
 * operator, or to all when the installation says so.
 */
export function metricsHandler(options: {
  metrics: Metrics;
  isPublic: boolean;
  isOperator: (exchange: Exchange) => Promise<boolean>;
}): Handler {
  return async (exchange) => {
    if (exchange.req.method !== 'GET') throw methodNotAllowed('GET');
    if (!(options.isPublic || exchange.isLocal || (await options.isOperator(exchange))))
      throw new DoorRefusal(403, 'FORBIDDEN', 'Metrics answer on this machine, or to an operator key');
    reply(exchange, 200, await options.metrics.text(), { 'Content-Type': options.metrics.contentType });
  };
}
