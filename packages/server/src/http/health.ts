import { methodNotAllowed } from './door-refusal.ts';
import type { Exchange, Handler } from './exchange.ts';
import { replyJson } from './reply.ts';

/** Each resolves to true when its part is ready; a rejection counts as not ready. */
export type Checks = Readonly<Record<string, () => Promise<boolean> | boolean>>;

const PATIENCE_MS = 2_000;

function assertRead({ req }: Exchange): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') throw methodNotAllowed('GET, HEAD');
}

/** `GET /healthz`: this process answers. It says nothing about others, so nobody restarts it for their sake. */
export const healthHandler: Handler = (exchange) => {
  assertRead(exchange);
  replyJson(exchange, 200, { status: 'ok' });
};

async function isReady(check: Checks[string]): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  try {
    return await Promise.race([Promise.resolve(check()), late]);
  } catch {
    return false; // A part that throws is not ready; its own log tells why.
  }
}

/** `GET /readyz`: every part works; 503 with the parts that do not. */
export function readyHandler(checks: Checks): Handler {
  return async (exchange) => {
    assertRead(exchange);
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await isReady(check)] as const),
    );
    const isAllReady = found.every(([, ready]) => ready);
    replyJson(exchange, isAllReady ? 200 : 503, {
      status: isAllReady ? 'ready' : 'not ready',
      checks: Object.fromEntries(found),
    });
  };
}
