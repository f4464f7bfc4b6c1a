import type { Identity } from '../../domain/access/index.ts';
import { sightOf } from '../../domain/kit/actor.ts';
import { identifyCaller, sourceOf } from '../caller.ts';
import { cookieOf, CSRF_COOKIE } from '../cookies.ts';
import { badRequest, DoorRefusal, methodNotAllowed } from '../door-refusal.ts';
import { holds } from '../etag.ts';
import { type Exchange, type Handler, headerOf } from '../exchange.ts';
import { reply, replyJson, replyNothing } from '../reply.ts';
import { acceptsStream, wantsStreamOnly } from './accept.ts';
import { charge, costOf, type Gate, listen, prepare, throttled } from './admit.ts';
import type { Budget } from './budget.ts';
import { replyPreflight, setCors } from './cors.ts';
import type { Delivery, GraphqlEngine, OperationAnswer, PreparedOperation } from './engine.ts';
import { hangUpSignal, replyStream } from './event-stream.ts';
import type { KeptFace, Question } from './kept-faces.ts';
import { type Parameters, readGet, readPost } from './parameters.ts';

/** Read answers of public documents that anybody with the key would get. Short, because stock moves. */
const PUBLIC_CACHE = 'public, max-age=5';
const PAGE_POLICY =
  "default-src 'self'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'";

/**
 * `/graphql`. In this order: who calls, before a byte of the document is read; the document, from the registry for
 * publishable keys; limits and price; budget; then it runs.
 */
export function createGraphqlHandler(gate: Gate): Handler {
  return async (exchange) => {
    const { method } = exchange.req;
    await setCors(exchange, gate.isKnownOrigin);
    if (method === 'OPTIONS') return replyPreflight(exchange);
    if (method !== 'GET' && method !== 'POST') throw methodNotAllowed('GET, POST');
    if (method === 'GET' && gate.engine.page !== null && wantsPage(exchange))
      return replyPage(exchange, gate.engine.page);
    return answer(exchange, gate);
  };
}

const wantsPage = ({ req, url }: Exchange): boolean =>
  (headerOf(req, 'accept') ?? '').includes('text/html') &&
  !url.searchParams.has('query') &&
  !url.searchParams.has('id');

/** Works for who is signed in: keys are not for pages. */
async function replyPage(exchange: Exchange, page: NonNullable<GraphqlEngine['page']>): Promise<void> {
  const csrfToken = cookieOf(exchange.req, CSRF_COOKIE);
  const headers = csrfToken === null || !/^[A-Za-z0-9_-]+$/.test(csrfToken) ? {} : { 'X-Kaquan-CSRF': csrfToken };
  reply(exchange, 200, await page(headers), {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': PAGE_POLICY,
  });
}

async function answer(exchange: Exchange, gate: Gate): Promise<void> {
  const isGet = exchange.req.method === 'GET';
  const keyFromUrl = isGet ? urlKeyOf(exchange) : null;
  const identity = await identifyCaller(exchange, gate.identify, { isWrite: false, keyFromUrl });
  const parameters = isGet ? readGet(exchange) : await readPost(exchange);
  if (isGet) assertGettable(parameters, identity);
  const prepared = await prepare(gate, parameters, identity);
  await assertMayRun(exchange, prepared, { identity, gate });
  const budget = charge(gate, identity, prepared.cost);
  setBudgetHeaders(exchange, budget);
  if (!budget.isTaken) throw throttled(budget, prepared.cost);
  if (prepared.kind === 'subscription') {
    const identify = (): Promise<Identity> => identifyCaller(exchange, gate.identify, { isWrite: false, keyFromUrl });
    return streamSubscription(exchange, gate, { prepared, identity, identify });
  }
  const acceptLanguage = headerOf(exchange.req, 'accept-language');
  const source = sourceOf(exchange);
  const caller = { identity, requestId: exchange.requestId, acceptLanguage, source };
  const execute = (): Promise<OperationAnswer> => prepared.execute(caller);
  if (wantsStreamOnly(exchange.req)) return replyStream(exchange, onlyOne(await execute()));
  const isPublic = keyFromUrl?.startsWith('pk_') === true;
  const question = isPublic && prepared.readsFacesOnly ? questionOf(gate, parameters, caller) : null;
  const result = await (question === null ? execute() : gate.keptFaces.answerTo(question, execute));
  const cost = costOf(prepared.cost, budget);
  if ('etag' in result) return replyFace(exchange, result, cost);
  replyResult(exchange, result, {
    cost,
    cacheControl: isPublic && result.errors === undefined ? PUBLIC_CACHE : 'no-store',
  });
}

type Asking = { identity: Identity; acceptLanguage: string | null };

/** All that the answer depends on beside the time: who asks only as far as it bounds what is seen. Null: nobody's. */
function questionOf({ engine }: Gate, parameters: Parameters, { identity, acceptLanguage }: Asking): Question | null {
  const { actor } = identity;
  if (actor.kind !== 'publishableKey') return null;
  const { documentId, operationName, variables } = parameters;
  if (!documentId) return null;
  const asked = [sightOf(actor), documentId, operationName, variables, engine.languageOf(acceptLanguage)];
  return { merchantId: actor.merchantId, asked: JSON.stringify(asked) };
}

async function* onlyOne(answer: OperationAnswer): AsyncGenerator<Delivery> {
  yield await Promise.resolve({ cursor: '', answer });
}

type Subscription = { prepared: PreparedOperation; identity: Identity; identify: () => Promise<Identity> };

async function streamSubscription(
  exchange: Exchange,
  gate: Gate,
  { prepared, identity, identify }: Subscription,
): Promise<void> {
  const { req, requestId } = exchange;
  const listener = {
    identify,
    requestId,
    acceptLanguage: headerOf(req, 'accept-language'),
    resumeAfter: headerOf(req, 'last-event-id'),
    signal: hangUpSignal(exchange),
  };
  await replyStream(exchange, await listen(gate, prepared, { listener, identity }));
}

/** Only keys that can do no harm may stand in an address: addresses end up in logs and histories. */
function urlKeyOf({ req, url }: Exchange): string | null {
  const key = url.searchParams.get('key');
  if (key === null) return null;
  if (!/^(pk|rk)_/.test(key))
    throw new DoorRefusal(401, 'UNAUTHENTICATED', 'Only pk_ and rk_ keys may stand in the address');
  if (headerOf(req, 'authorization') !== null)
    throw badRequest('Send the key once: in the address or in Authorization');
  if (headerOf(req, 'x-kaquan-user') !== null) throw badRequest('Beside a user token the key goes in Authorization');
  return key;
}

function assertGettable({ documentId }: Parameters, { actor }: Identity): void {
  if (documentId === null && actor.kind !== 'reportKey' && actor.kind !== 'publishableKey' && actor.kind !== 'user')
    throw new DoorRefusal(405, 'BAD_REQUEST', 'GET runs registered documents only (id=…); send others by POST', {
      headers: { Allow: 'POST' },
    });
}

async function assertMayRun(
  exchange: Exchange,
  { kind }: PreparedOperation,
  { identity, gate }: { identity: Identity; gate: Gate },
): Promise<void> {
  if (kind === 'subscription' && !acceptsStream(exchange.req))
    throw new DoorRefusal(
      406,
      'BAD_REQUEST',
      'Subscriptions are streams: send Accept: text/event-stream, or use WebSocket',
    );
  if (kind !== 'mutation') return;
  if (exchange.req.method === 'GET')
    throw new DoorRefusal(405, 'BAD_REQUEST', 'Mutations go by POST', { headers: { Allow: 'POST' } });
  // Only now is it known to be a write; a session must show its CSRF token for one.
  if (isSession(exchange, identity)) await identifyCaller(exchange, gate.identify, { isWrite: true });
}

const isSession = ({ req }: Exchange, { actor }: Identity): boolean =>
  actor.kind === 'person' || (actor.kind === 'operator' && headerOf(req, 'authorization') === null);

function setBudgetHeaders({ head }: Exchange, { maximum, available, restoreRate }: Budget): void {
  head['RateLimit-Limit'] = maximum;
  head['RateLimit-Remaining'] = available;
  head['RateLimit-Reset'] = Math.ceil((maximum - available) / restoreRate);
}

type Cost = ReturnType<typeof costOf>;
type Manner = { cost: Cost; cacheControl: string };

function replyResult(exchange: Exchange, result: OperationAnswer, { cost, cacheControl }: Manner): void {
  // Without data nothing ran: the request itself was wrong.
  const status = result.data === undefined ? 400 : 200;
  const { data, errors } = result;
  replyJson(exchange, status, { data, errors, extensions: { cost } }, { 'Cache-Control': cacheControl });
}

/** The ETag is a weak one: what the caller has left to spend stands beside the same data. */
function replyFace(exchange: Exchange, { text, etag }: KeptFace, cost: Cost): void {
  const headers = { 'Cache-Control': PUBLIC_CACHE, ETag: `W/${etag}`, Vary: 'Origin, Accept-Language' };
  if (holds(exchange, etag)) return replyNothing(exchange, 304, headers);
  const body = `${text.slice(0, -1)},"extensions":${JSON.stringify({ cost })}}`;
  reply(exchange, 200, body, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
}
