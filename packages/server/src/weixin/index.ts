import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { identifyAccessToken } from '../domain/access/index.ts';
import { merchantIdOf } from '../domain/kit/access.ts';
import type { Field } from '../domain/kit/errors.ts';
import { accessRoutes } from './access.routes.ts';
import { cardRoutes } from './cards.routes.ts';
import { codeRoutes } from './codes.routes.ts';
import { errcodeOf, errmsgOf, type WireRefusal } from './errcodes.ts';
import { type JsonObject, parseJson, readText } from './kit/read-body.ts';
import type { Method, Root, Route } from './kit/route.ts';
import { WireFault } from './kit/wire-fault.ts';
import { mediaRoutes } from './media.routes.ts';
import { placementRoutes } from './placements.routes.ts';
import { messageRoutes } from './messages.routes.ts';
import { poiRoutes } from './poi.routes.ts';
import { redemptionRoutes } from './redemptions.routes.ts';
import { stockRoutes } from './stock.routes.ts';
import { ticketRoutes } from './tickets.routes.ts';
import { UNBUILT_PATHS } from './unbuilt-paths.ts';
import { userRoutes } from './users.routes.ts';

const ROUTES: ReadonlyMap<string, Route> = new Map(
  Object.entries({
    ...accessRoutes,
    ...mediaRoutes,
    ...messageRoutes,
    ...cardRoutes,
    ...codeRoutes,
    ...placementRoutes,
    ...redemptionRoutes,
    ...stockRoutes,
    ...ticketRoutes,
    ...userRoutes,
    ...poiRoutes,
  }),
);

const UNBUILT: Route = {
  access: 'token',
  methods: ['GET', 'POST'],
  takes: 'nothing',
  answer: () => Promise.reject(new WireFault(48001)),
};

const SYSTEM_ERROR: WireRefusal = { errcode: -1, path: null };

export type WeixinDoor = {
  handles: (path: string) => boolean;
  /** Answers every request with HTTP 200 and never rejects: failures are `errcode` and `errmsg` (contract §1.1). */
  handle: (call: Call) => Promise<Answered>;
};

/** A request, its answer, and what that answer's head has already. */
export type Call = { req: IncomingMessage; res: ServerResponse; head: OutgoingHttpHeaders; requestId: string };

/** What a request came to, for logs and figures; `merchantId` is null where no token told it. */
export type Answered = { errcode: number; merchantId: string | null };

/**
 * The Weixin-compatible door (contract §1–§5): same verbs as GraphQL, the platform's paths, names and numbers.
 * @param reportFault is told once of each bug or outage, which the caller sees as -1 `system error`.
 */
export function weixinRoutes(root: Root, reportFault: (error: unknown, requestId: string) => void): WeixinDoor {
  return {
    handles: (path) => ROUTES.has(path) || UNBUILT_PATHS.has(path),
    async handle(call) {
      const { req, requestId } = call;
      const { pathname, searchParams } = new URL(`http://door${req.url ?? '/'}`);
      const route = ROUTES.get(pathname) ?? UNBUILT;
      const visit: Visit = { root, req, query: searchParams, body: {}, merchantId: null };
      const answer = await run(route, visit).catch((error: unknown): JsonObject => {
        const refusal = errcodeOf(error, (field) => nameField(route, field, visit.body));
        if (!refusal) reportFault(error, requestId);
        const told = refusal ?? SYSTEM_ERROR;
        return { errcode: told.errcode, errmsg: errmsgOf(told, requestId) };
      });
      send(call, answer);
      return { errcode: Number(answer['errcode'] ?? 0), merchantId: visit.merchantId };
    },
  };
}

/** One request under way; `body` is filled once it is read, so that refusals can name its fields. */
type Visit = { root: Root; req: IncomingMessage; query: URLSearchParams; body: JsonObject; merchantId: string | null };

const nameField = ({ wirePathOf }: Route, field: Field, body: JsonObject): string =>
  wirePathOf ? wirePathOf(field, body) : field.join('.');

/** The order of domain.md 3b: token, method, body; what is in the body is the route's business. */
async function run(route: Route, visit: Visit): Promise<JsonObject> {
  const { root, req, query } = visit;
  if (route.access === 'open') {
    assertMethod(req, route.methods);
    return route.answer({ root, req, query });
  }
  const token = query.get('access_token');
  if (!token) throw new WireFault(41001);
  const actor = await identifyAccessToken(root, token);
  visit.merchantId = merchantIdOf({ actor });
  assertMethod(req, route.methods);
  if (route.takes === 'json') visit.body = parseJson(await readText(req));
  return route.answer({ ctx: { ...root, actor }, req, query, body: visit.body });
}

function assertMethod(req: IncomingMessage, allowed: readonly Method[]): void {
  if (allowed.some((method) => method === req.method)) return;
  throw new WireFault(allowed.includes('POST') ? 43002 : 43001);
}

/** Compact JSON: one client can't read an indented answer (contract §1.9). */
function send({ res, head }: Call, answer: JsonObject): void {
  const text = JSON.stringify(answer);
  res.writeHead(200, {
    ...head,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  res.end(text);
}
