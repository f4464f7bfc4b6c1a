import type { Exchange, Handler } from './exchange.ts';

/** Who answers for which paths. The first route that fits answers; it checks the method itself. */
export type Route = { handles(path: string): boolean; handle: Handler; name: string };

/** One exact path. */
export const at = (path: string, handle: Handler): Route => ({
  name: path,
  handles: (asked) => asked === path,
  handle,
});

/** A path and everything below it. */
export const below = (path: string, handle: Handler): Route => ({
  name: `${path}/*`,
  handles: (asked) => asked === path || asked.startsWith(`${path}/`),
  handle,
});

export const findRoute = (routes: readonly Route[], exchange: Exchange): Route | null =>
  routes.find((route) => route.handles(exchange.url.pathname)) ?? null;
