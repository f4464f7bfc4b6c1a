import type { IncomingMessage } from 'node:http';
import { headerOf } from './exchange.ts';

/** Whether a page of this installation asks, or no page at all: what a session's cookie may be trusted with. */
export function isOwnPage(req: IncomingMessage, publicUrl: string): boolean {
  const origin = headerOf(req, 'origin');
  return (
    origin === null || origin === new URL(publicUrl).origin || origin.endsWith(`://${headerOf(req, 'host') ?? ''}`)
  );
}
