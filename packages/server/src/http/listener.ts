import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { callerAddress } from './caller-address.ts';
import { badRequest, DoorRefusal, refusalOf } from './door-refusal.ts';
import type { Exchange } from './exchange.ts';
import type { Log } from './log.ts';
import { internalRefusal, replyRefusal } from './reply.ts';
import { requestIdOf } from './request-id.ts';
import { findRoute, type Route } from './routes.ts';
import { firstHead } from './security-headers.ts';

export type ListenerOptions = {
  routes: readonly Route[];
  log: Log;
  trustedProxies: BlockList;
  /** True when callers reach us by HTTPS. */
  isHttps: boolean;
  /** Told after every answer. */
  onAnswered: (answer: { route: string; method: string; status: number; seconds: number }) => void;
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const LONGEST_LOGGED_PATH = 200;

/** For an address that is none, and for the one that nearly every request has. Nobody changes an exchange's address. */
const NOWHERE = new URL('http://localhost/');
const GRAPHQL = new URL('http://localhost/graphql');

/** Null for an address that is none. */
function urlOf(req: IncomingMessage): URL | null {
  const target = req.url ?? '/';
  if (target === '/graphql') return GRAPHQL;
  // Only the path and the query count; the host is whatever the caller says it is.
  if (!target.startsWith('/') || !URL.canParse(`http://localhost${target}`)) return null;
  return new URL(`http://localhost${target}`);
}

/** Links of which the path is the key: whoever reads the log must not sign in by one, or take a gift. */
const LINKS = ['/session/', '/g/'];

function loggedPath(target: string): string {
  if (target === '/graphql') return target;
  const path = target.split('?', 1)[0] ?? '/';
  const link = LINKS.find((start) => path.startsWith(start));
  return link ? `${link}…` : path.slice(0, LONGEST_LOGGED_PATH);
}

function exchangeOf(req: IncomingMessage, res: ServerResponse, options: ListenerOptions): Exchange {
  const requestId = requestIdOf(req);
  const { ip, isLocal } = callerAddress(req, options.trustedProxies);
  const head = firstHead(requestId, options.isHttps);
  return { req, res, requestId, url: urlOf(req) ?? NOWHERE, head, ip, isLocal, facts: {} };
}

function answerFailure(exchange: Exchange, error: unknown, log: Log): void {
  const { res, requestId } = exchange;
  const refusal = refusalOf(error);
  if (refusal === null) log.error({ err: error, requestId }, 'A request failed');
  if (!res.headersSent) replyRefusal(exchange, refusal ?? internalRefusal());
  else res.destroy();
}

const noSuchPath = (): DoorRefusal => new DoorRefusal(404, 'NOT_FOUND', 'There is nothing at this address');

async function answer(exchange: Exchange, route: Route | null): Promise<void> {
  if (exchange.url === NOWHERE) throw badRequest('The address is malformed');
  if (route === null) throw noSuchPath();
  await route.handle(exchange);
}

/** Finds the route of each request, turns what it throws into an answer, and writes one line a request. */
export function createListener(options: ListenerOptions): RequestListener {
  const { routes, log, onAnswered } = options;
  return (req, res) => {
    const startedAt = performance.now();
    const exchange = exchangeOf(req, res, options);
    const route = exchange.url === NOWHERE ? null : findRoute(routes, exchange);
    res.once('close', () => {
      const milliseconds = performance.now() - startedAt;
      const { requestId, ip } = exchange;
      const { merchantId, actor } = exchange.facts;
      const status = res.headersSent ? res.statusCode : 499;
      const method = METHODS.has(req.method ?? '') ? String(req.method) : 'OTHER';
      const path = loggedPath(req.url ?? '/');
      onAnswered({ route: route?.name ?? 'none', method, status, seconds: milliseconds / 1000 });
      const ms = Math.round(milliseconds * 10) / 10;
      log.request({ method, path, status, ms, requestId, ip, merchantId, actor });
    });
    answer(exchange, route).catch((error: unknown) => answerFailure(exchange, error, log));
  };
}
