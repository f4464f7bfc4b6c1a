import type { IncomingMessage } from 'node:http';
import { DoorRefusal } from './door-refusal.ts';
import { headerOf } from './exchange.ts';

const LOOPBACK_HOST = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/**
 * The origin of our own pages as this caller reaches them. A server without a public name is called by several:
 * localhost, 127.0.0.1.
 */
export function ownOriginOf(req: IncomingMessage, publicUrl: string): string {
  const { protocol, origin, host } = new URL(publicUrl);
  const called = headerOf(req, 'host')?.toLowerCase() ?? host;
  return LOOPBACK_HOST.test(host) && LOOPBACK_HOST.test(called) ? `${protocol}//${called}` : origin;
}

/** Whether a page of this installation asks, or no page at all: what a session's cookie may be trusted with. */
export function isOwnPage(req: IncomingMessage, publicUrl: string): boolean {
  const origin = headerOf(req, 'origin');
  const site = headerOf(req, 'sec-fetch-site');
  // `none` is the address bar; `same-site` may be anybody who has a host beside ours.
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  return (
    origin === null || origin === new URL(publicUrl).origin || origin.endsWith(`://${headerOf(req, 'host') ?? ''}`)
  );
}

/**
 * Another site's page could otherwise act in the name of who visits it.
 * @throws DoorRefusal 403
 */
export function assertOwnPage(req: IncomingMessage, publicUrl: string, message: string): void {
  if (!isOwnPage(req, publicUrl)) throw new DoorRefusal(403, 'FORBIDDEN', message);
}
